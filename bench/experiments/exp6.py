import sys; sys.path.insert(0,"/tmp/t/rk")
import pickle, numpy as np, torch; torch.set_num_threads(1)
from dataclasses import replace
import quotetrack.train.speakers as S
from quotetrack.train.speakers import *
tr,ch=pickle.load(open("/tmp/t/asked6.pkl","rb"))
from collections import defaultdict
def shares(res,one):
    if not res.network.width: return res.network.shares(one.rows.tolist())
    of=np.split(res.meanings,6)
    src=[tuple(of[n]@one.source[n].astype(np.float32)) for n in range(3)]
    men=[[tuple(of[3+n]@e[n].astype(np.float32)) for n in range(3)] for e in one.mentions]
    return res.network.shares(one.rows.tolist(),src,men)
def ev(res,tag):
    P=[np.mean([shares(r,o) for r in res],0) for o in ch]
    pts=[]
    for m in np.arange(0,.97,.03):
        r=w=0
        for a,p in zip(ch,P):
            n=len(p)-1; b=int(p.argmax()); b=n if b<n and p[b]<m else b
            r+=a.right[b]; w+=b<n and not a.right[b]
        pts.append((100*r/len(ch),100*w/len(ch)))
    ll=np.mean([-np.log(max(p[a.right].sum(),1e-6)) for a,p in zip(ch,P)])
    print(tag,"top %.1f/%.1f "%pts[0]+" ".join("%.1f@%d"%(max((r for r,w in pts if w<=t),default=0),t) for t in (3,4,5,6,8,10)),"logloss %.3f"%ll,flush=True)
    return P
if __name__=="__main__":
    base=SpeakerSettings()
    P=ev([fit(tr,base,vectors=False)],"numbers")
    P=ev([fit(tr,base)],"vec12")
    g=defaultdict(lambda:[0,0,0])
    for a,p in zip(ch,P):
        b=int(p.argmax()); n=len(p)-1; k=g[a.kind]; k[0]+=1; k[1]+=a.right[b]; k[2]+=b<n and not a.right[b]
    print({k:v for k,v in sorted(g.items(),key=lambda x:-x[1][0])})
    ev([fit(tr,replace(base,epochs=7))],"vec12 ep7")
    ev([fit(tr,replace(base,vector_dropout=.5))],"vec12 vd.5")
    ev([fit(tr,replace(base,decay=.2,vector_rate=2e-3))],"vec12 decay.2 vr2e-3")
    S.MEANING_WIDTH=24
    a=[fit(tr,replace(base,seed=s)) for s in (1,2,3)]
    ev(a[:1],"vec24"); ev(a,"vec24 x3")
