from tests.search.test_quality import figures, found, texts
from communiques.search.finding import find, EDITION_MASK
def test_detail(archive, now, capsys):
    with capsys.disabled():
        for name, rows in figures(archive, now).items():
            for r in rows:
                if r[0]<1 : print(name, r)
        for l,t,w in texts.NEVER:
            r=find(t,l,at=now,size=10)
            if r.keys: print("NEVER",l,t,w,r.keys[0],r.replaced,r.loosely,r.query.words, archive[r.keys[0][1]&EDITION_MASK][1][:300])
