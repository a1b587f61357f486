"""English words whose forms no rule tells."""

from communiques.search.lexicon.rows import words

#: British and American, and what English does not form by rule.
SPELLINGS = """
program programme, center centre, defense defence, offense offence, license licence, labor labour,
color colour, behavior behaviour, neighbor neighbour, harbor harbour, honor honour, favor favour,
rumor rumour, armor armour, meter metre, kilometer kilometre, kilometer km, kilogram kg,
theater theatre, judgment judgement, gray grey, check cheque, ton tonne, tire tyre, fulfill fulfil,
enroll enrol, skillful skilful, catalog catalogue, dialog dialogue, practice practise,
analyze analyse, aging ageing, artifact artefact, mold mould, plow plough, skeptic sceptic,
jewelry jewellery, draft draught, man men, woman women, child children, person people,
crisis crises, datum data, criterion criteria, medium media, curriculum curricula,
memorandum memoranda, forum fora, phenomenon phenomena, bacterium bacteria, index indices,
appendix appendices, syllabus syllabi, tooth teeth, foot feet, mouse mice, knife knives, wife wives,
thief thieves, life lives, half halves, leaf leaves, wolf wolves, policeman policemen,
policewoman policewomen, fireman firemen, gunman gunmen, spokesman spokesmen, serviceman servicemen,
hypothesis hypotheses, thesis theses, kidnaping kidnapping, worshiper worshipper,
counselor counsellor, councilor councillor, maneuver manoeuvre, pediatric paediatric,
anesthetic anaesthetic, humor humour, endeavor endeavour, rigor rigour, vapor vapour,
parlor parlour, saber sabre, fiber fibre, liter litre, caliber calibre, somber sombre,
cooperation co-operation, schoolchild schoolchildren, grandchild grandchildren, resolution res,
saint st, oasis oases, analysis analyses, diagnosis diagnoses, freeze froze, freeze frozen,
steal stole, spoiled spoilt, burned burnt, learned learnt, spelled spelt, dreamed dreamt, jail gaol,
bus buses, rhinoceros rhino, ski skis, gas gases, virus viruses, campus campuses, cesium caesium,
aluminum aluminium, sulfur sulphur, pajamas pyjamas, airplane aeroplane, pretense pretence,
curb kerb, ox oxen, goose geese, loaf loaves, shelf shelves, calf calves, hoof hooves,
scarf scarves, wharf wharves, stimulus stimuli, nucleus nuclei, stratum strata,
referendum referenda, symposium symposia, stadium stadia, matrix matrices, fisherman fishermen,
chairman chairmen, seaman seamen, businessman businessmen, watchman watchmen, steal stolen,
withdraw withdrew, withdraw withdrawn, strike struck, overthrow overthrown, kilogram kilogramme,
gram gramme,
agree agreed, free freed, guarantee guaranteed, flee fled, hold held, meet met, send sent,
spend spent, build built, rebuild rebuilt, lend lent, seek sought, fight fought, catch caught,
bring brought, buy bought, teach taught, think thought, sell sold, tell told, pay paid,
take took, take taken, undertake undertook, undertake undertaken, give gave, give given,
forgive forgiven, shoot shot, sink sank, sink sunk, lose lost, win won, break broke, break broken,
choose chose, choose chosen, drive drove, drive driven, arise arose, arise arisen, rise risen,
write wrote, write written, speak spoken, begin began, begin begun, become became, come came,
go went, go gone, see seen, know knew, know known, grow grew, grow grown, throw threw, throw thrown,
fly flew, fly flown, swear swore, swear sworn, hide hidden, forbid forbade, forbid forbidden,
fall fallen, draw drew, draw drawn, drown drowned, overcome overcame, understand understood,
withstand withstood, keep kept, sleep slept, sweep swept, deal dealt, dig dug, hang hung, sing sang,
swim swam
"""

#: English words that only look as if they had an ending.
WHOLE_EN = frozenset(
    words(
        """
    united news press business process progress access address congress success witness illness
    less unless always perhaps gas bus status virus corpus census consensus campus bonus focus
    series species means arms customs this thus his has was is as us yes analysis basis crisis
    being during thing nothing something anything everything king ring bring string spring wing
    need seed feed speed breed indeed red bed hundred sacred wed led shed embed exceed
    proceed succeed mining acting gaming police beijing evening morning ceiling sing outing
    tunis paris texas abbas lagos chess mass pass class glass cross loss boss across emirates
    nations states wellbeing mohammed ahmed hamed hamid khaled walid saeed majed rashed mohamed
    mahmoud sayed fayed
    """
    )
)
