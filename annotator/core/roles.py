"""What stands before and after names: titles, roles, and what bodies are called.

Lower case, as `folding.fold` leaves them; roles in English, titles in several languages.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words of which one directly before a name says what somebody does.
ROLES = _set(
    "president premier chancellor minister ministers secretary ambassador envoy diplomat senator "
    "congressman congresswoman lawmaker governor mayor judge justice prosecutor attorney lawyer "
    "general colonel captain commander sergeant officer detective sheriff constable king queen "
    "prince princess pope bishop archbishop cardinal rabbi imam leader chief head director "
    "chairman chairwoman chairperson chair executive manager founder owner boss spokesman "
    "spokeswoman spokesperson adviser advisor aide analyst expert economist professor scientist "
    "researcher doctor author writer editor reporter correspondent journalist activist "
    "campaigner candidate coach player singer actor actress director photographer farmer teacher"
)
BEFORE_ROLES = _set(
    "former acting deputy vice prime foreign finance interior defence defense health justice "
    "trade security national senior chief assistant co-founder union party opposition state "
    "government police rebel military army navy school company press general attorney supreme "
    "executive managing interim outgoing incoming newly-elected then first"
)

TITLES = _set(
    "mr mrs ms mx miss dr prof sir dame lord lady sen rep gov gen col lt sgt capt cmdr adm maj rev "
    "fr br sr hon pres supt det insp atty amb herr frau hr fru monsieur madame mademoiselle mme "
    "mlle maitre senor senora srta sra don dona signor signora dott sheikh shaykh sayyid ayatollah "
    "mullah councillor councilor alderman comrade duke duchess earl baron baroness "
    "prasident prasidentin bundeskanzler bundeskanzlerin kanzler kanzlerin minister ministerin "
    "ministre presidente presidenta ministro ministra"
)
# Titles that tell of a man or of a woman.
HIS = _set("mr sir lord herr hr monsieur senor signor don king prince pope duke earl baron")
HERS = _set("mrs ms miss dame lady frau fru madame mademoiselle mme mlle senora srta sra signora")
HERS |= _set("dona queen princess duchess baroness")

# What follows a name and is no part of it.
GENERATIONS = _set("jr sr ii iii iv")
AFTER = GENERATIONS | _set("ltd inc corp co llc plc gmbh ag sa se nv bv spa kg oy ab limited")
AFTER |= _set("incorporated corporation")
# Small words of names, which are left out as often as they are written.
SMALL = _set(
    "the a an of and for de del della der den des di do dos da das du la las le los el al ul van "
    "von vom zu zum zur ter te af av bin bint ibn ben abu e y et und die das l d"
)
DETERMINERS = _set(
    "the a an its his her their our my this that these those der die das dem den des ein eine "
    "einer einem einen le la les l un une el los las una"
)

# What a name ends or begins with that is no person's.
BODIES = _set(
    "ministry department office committee commission agency center centre institute bureau "
    "association fund board authority service services society school faculty council court "
    "parliament senate congress government administration union party university college bank "
    "company group holdings partners industries airlines police army navy force forces guard "
    "church hospital foundation federation organization organisation league club times post "
    "motors electric mills news agency tribune journal herald guardian standard chronicle house "
    "assembly cabinet "
    "ministerium bundestag regierung partei gericht verband gewerkschaft universitat "
    "ministere gouvernement parti tribunal syndicat ministerio gobierno partido sindicato"
)

# People without a name, many of them.
GROUPS = _set(
    "officials people police residents ministers experts sources witnesses critics supporters "
    "protesters lawmakers analysts lawyers prosecutors investigators scientists researchers "
    "doctors teachers workers members leaders reporters journalists observers aides diplomats "
    "authorities firefighters rescuers soldiers troops neighbours neighbors councillors councilors "
    "campaigners activists economists inspectors engineers negotiators judges voters parents "
    "students others advocates opponents allies rivals spokespeople organisers organizers"
)
# The heads of bare words for many: trade unions, NATO foreign ministers.
MANY = GROUPS | frozenset(
    f"{one[:-1]}ies" if one.endswith("y") and one[-2] not in "aeou" else f"{one}s"
    for one in ROLES | BODIES
    if not one.endswith(("s", "man", "woman", "people"))
)
MANY |= _set(
    "unions states nations countries powers governments investors traders farmers fishermen "
    "businesses companies capitals cities citizens civilians families women men children migrants "
    "refugees voters drivers nurses pilots sailors dockers patients tenants pensioners consumers "
    "regulators insurers lenders creditors shareholders employers employees strikers militants "
    "rebels separatists fighters forces politicians congressmen congresswomen policymakers "
    "spokesmen spokeswomen chairmen historians academics scholars commentators pundits bloggers "
    "delegates representatives counterparts colleagues relatives friends fans players clubs "
    "charities churches media newspapers outlets networks"
)
