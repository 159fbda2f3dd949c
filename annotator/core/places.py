"""Countries, capitals and seats of power, which are no persons.

English short names of the members and observers of the United Nations and of a few others, with
what else news calls them; lower case, as `folding.fold` leaves them.
"""

from annotator.core.naming import Called, called


def _set(lines: str) -> frozenset[tuple[str, ...]]:
    # With capitals, as “La Paz” and “The Hague” are compared.
    return frozenset(called(one.title()).whole for one in lines.split(";"))


_COUNTRIES = _set(
    "afghanistan; albania; algeria; andorra; angola; antigua and barbuda; argentina; armenia; "
    "australia; austria; azerbaijan; bahamas; bahrain; bangladesh; barbados; belarus; belgium; "
    "belize; benin; bhutan; bolivia; bosnia and herzegovina; bosnia; botswana; brazil; brunei; "
    "bulgaria; burkina faso; burundi; cabo verde; cape verde; cambodia; cameroon; canada; central "
    "african republic; chad; chile; china; colombia; comoros; congo; congo-brazzaville; "
    "democratic republic of congo; democratic republic of the congo; drc; costa rica; croatia; "
    "cuba; cyprus; czechia; czech republic; denmark; djibouti; dominica; dominican republic; "
    "ecuador; egypt; el salvador; equatorial guinea; eritrea; estonia; eswatini; ethiopia; fiji; "
    "finland; france; gabon; gambia; georgia; germany; ghana; greece; grenada; guatemala; guinea; "
    "guinea-bissau; guyana; haiti; honduras; hungary; iceland; india; indonesia; iran; iraq; "
    "ireland; israel; italy; ivory coast; cote d'ivoire; jamaica; japan; jordan; kazakhstan; "
    "kenya; kiribati; kosovo; kuwait; kyrgyzstan; laos; latvia; lebanon; lesotho; liberia; libya; "
    "liechtenstein; lithuania; luxembourg; madagascar; malawi; malaysia; maldives; mali; malta; "
    "marshall islands; mauritania; mauritius; mexico; micronesia; moldova; monaco; mongolia; "
    "montenegro; morocco; mozambique; myanmar; burma; namibia; nauru; nepal; netherlands; "
    "holland; new zealand; nicaragua; niger; nigeria; north korea; north macedonia; macedonia; "
    "norway; oman; pakistan; palau; palestine; panama; papua new guinea; paraguay; peru; "
    "philippines; poland; portugal; qatar; romania; russia; russian federation; rwanda; saint "
    "kitts and nevis; saint lucia; st. lucia; saint vincent and the grenadines; samoa; san "
    "marino; sao tome and principe; saudi arabia; senegal; serbia; seychelles; sierra leone; "
    "singapore; slovakia; slovenia; solomon islands; somalia; south africa; south korea; korea; "
    "south sudan; spain; sri lanka; sudan; suriname; sweden; switzerland; syria; taiwan; "
    "tajikistan; tanzania; thailand; timor-leste; east timor; togo; tonga; trinidad and tobago; "
    "tunisia; turkey; turkiye; turkmenistan; tuvalu; uganda; ukraine; united arab emirates; uae; "
    "united kingdom; uk; great britain; britain; england; scotland; wales; northern ireland; "
    "united states; united states of america; us; usa; america; soviet union; ussr; uruguay; "
    "uzbekistan; vanuatu; vatican city; venezuela; vietnam; yemen; zambia; zimbabwe; hong kong; "
    "greenland; crimea; gaza; west bank; europe; asia; africa"
)
_CAPITALS = _set(
    "kabul; tirana; algiers; luanda; buenos aires; yerevan; canberra; vienna; baku; nassau; "
    "manama; dhaka; bridgetown; minsk; brussels; belmopan; porto-novo; thimphu; la paz; sucre; "
    "sarajevo; gaborone; brasilia; bandar seri begawan; sofia; ouagadougou; gitega; bujumbura; "
    "praia; phnom penh; yaounde; ottawa; bangui; n'djamena; ndjamena; santiago; beijing; peking; "
    "bogota; moroni; brazzaville; kinshasa; san jose; zagreb; havana; nicosia; prague; "
    "copenhagen; roseau; santo domingo; quito; cairo; san salvador; malabo; asmara; tallinn; "
    "mbabane; addis ababa; suva; helsinki; paris; libreville; banjul; tbilisi; berlin; accra; "
    "athens; guatemala city; conakry; bissau; georgetown; port-au-prince; tegucigalpa; budapest; "
    "reykjavik; new delhi; delhi; jakarta; tehran; teheran; baghdad; dublin; jerusalem; tel aviv; "
    "rome; abidjan; yamoussoukro; tokyo; amman; astana; nairobi; tarawa; pristina; kuwait city; "
    "bishkek; vientiane; riga; beirut; maseru; monrovia; tripoli; vaduz; vilnius; antananarivo; "
    "lilongwe; kuala lumpur; bamako; valletta; majuro; nouakchott; port louis; mexico city; "
    "palikir; chisinau; ulaanbaatar; podgorica; rabat; maputo; naypyidaw; yangon; windhoek; "
    "kathmandu; amsterdam; the hague; wellington; managua; niamey; abuja; pyongyang; skopje; "
    "oslo; muscat; islamabad; ngerulmud; ramallah; panama city; port moresby; asuncion; lima; "
    "manila; warsaw; lisbon; doha; bucharest; moscow; kigali; basseterre; castries; kingstown; "
    "apia; riyadh; dakar; belgrade; freetown; bratislava; ljubljana; honiara; mogadishu; "
    "pretoria; cape town; seoul; juba; madrid; colombo; khartoum; paramaribo; stockholm; bern; "
    "berne; damascus; taipei; dushanbe; dodoma; bangkok; dili; lome; nuku'alofa; port of spain; "
    "tunis; ankara; ashgabat; funafuti; kampala; kyiv; kiev; abu dhabi; london; edinburgh; "
    "cardiff; belfast; washington; washington dc; montevideo; tashkent; port vila; caracas; "
    "hanoi; sanaa; lusaka; harare; new york; geneva; strasbourg"
)
# What stands for those who govern from there.
_SEATS = _set(
    "kremlin; white house; pentagon; downing street; 10 downing street; whitehall; westminster; "
    "elysee; elysee palace; quai d'orsay; bundestag; kanzleramt; vatican; holy see; capitol; "
    "capitol hill; foggy bottom; state department; duma; knesset; rada; verkhovna rada; blue "
    "house; zhongnanhai; eu; european union; un; united nations; nato; wall street; holyrood; "
    "stormont; moncloa; quirinale; hofburg; berlaymont; buckingham palace; hamas; hezbollah; "
    "taliban; fed; bundesrat; congress; parliament; interpol; europol; opec; unicef; unesco; red "
    "cross"
)


def is_place(way: Called) -> bool:
    """Say whether somebody so called is a country or a capital."""
    return way.whole in _COUNTRIES or way.whole in _CAPITALS


def is_seat(way: Called) -> bool:
    """Say whether somebody so called is a body, or where one sits."""
    return way.whole in _SEATS
