"""vecdata.py RECORDING HID.pkl OUT.pkl : asked with vectors (ranker branch code)."""
import sys; sys.path.insert(0,"/tmp/t/rk")
import pickle, numpy as np
from pathlib import Path
from quotetrack.parse.recorded import RecordedParser
import quotetrack; assert quotetrack.__file__.startswith("/tmp/t/rk")
import quotetrack.train.speakers as S
from quotetrack.train.speakers import *
from bisect import bisect_left
p=RecordedParser(Path(sys.argv[1])); H=pickle.load(open(sys.argv[2],"rb")); lang=load("en"); D=Path("/work/shared/data")
def vec(h,span):
    a=int(np.searchsorted(h[1],span[0],"right")); b=int(np.searchsorted(h[0],span[1],"left"))
    return h[2][a:max(b,a+1)].mean(0) if a<len(h[2]) else np.zeros(384,np.float16)
extra=[]
class W(S._Watched):
    def _meant(self,draft,head,history):
        n=len(self.asked); out=super()._meant(draft,head,history)
        if len(self.asked)>n:
            src=read_kind(self._reading,draft,head); found,_=self._ranking.describe(draft,src,history.turns)
            h=H[self._doc]; at=src.at
            sp=src.span or (draft.cue[0] if draft.cue else Span(draft.start,draft.start+1))
            sv=vec(h,sp); cu=vec(h,draft.cue[0]) if draft.cue else np.zeros(384,np.float16); co=vec(h,draft.pieces[0])
            cv=[]
            for c in found:
                k=bisect_left(c.starts,at); b=c.mentions[:k]
                last=next((m for m in reversed(b) if not m.quoted), b[-1] if b else None)
                nxt=c.mentions[k] if k<len(c.mentions) else None
                first=c.mentions[0]
                cv.append(np.stack([vec(h,last.span) if last else np.zeros(384,np.float16), vec(h,nxt.span) if nxt else np.zeros(384,np.float16), vec(h,first.span)]))
            extra.append((np.stack([sv,cu,co]),np.array(cv,dtype=np.float16).reshape(-1,3,384)))
        return out
S._Watched=W
import time; t=time.time()
res=[]
for choice in (False,True):
    extra.clear(); asked=[]
    for a in read_articles(D,choice=choice):
        asked+=asked_in(a,p.parse([repair(a.text)[0]])[0],lang)
    assert len(asked)==len(extra); res.append((asked,list(extra))); print(len(asked),time.time()-t,flush=True)
pickle.dump(res,open(sys.argv[3],"wb"))
