import sys; sys.path.insert(0,"/tmp/t/rk"); sys.path.insert(0,"/tmp/t")
from pathlib import Path
import pickle, numpy as np, torch; torch.set_num_threads(1)
from quotetrack.parse.recorded import RecordedParser
from quotetrack.train.speakers import *
from rawdocs import Raw
D=Path("/work/shared/data"); rec=RecordedParser(Path("/tmp/t/b_all.jsonl")); H=pickle.load(open("/tmp/t/hid_b.pkl","rb"))
tr=list(read_articles(D)); ch=list(read_articles(D,choice=True)); docs={repair(a.text)[0]:a.doc for a in tr+ch}; raw=Raw(rec,H,docs); lang=load("en")
out=[[q for a in part for q in asked_in(a,raw(repair(a.text)[0]),lang)] for part in (tr,ch)]
pickle.dump(out,open("/tmp/t/asked6.pkl","wb")); print([len(x) for x in out], [sum(q.right[-1] for q in x)/len(x) for x in out])
