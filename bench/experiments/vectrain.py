import sys; sys.path.insert(0,"/tmp/t/rk")
import pickle, numpy as np, torch, random
from torch import nn
torch.set_num_threads(1)
from quotetrack.train.speakers import *
(tr,trx),(ch,chx)=pickle.load(open(sys.argv[1],"rb"))
def pack(A,X):
    m=max(len(a.right) for a in A); f=A[0].rows.shape[1]
    R=np.zeros((len(A),m,f),np.float32); M=np.zeros((len(A),m),bool); G=np.zeros((len(A),m),bool); S=np.zeros((len(A),3,384),np.float16); C=np.zeros((len(A),m,3,384),np.float16)
    for i,(a,(s,c)) in enumerate(zip(A,X)):
        n=len(a.right); R[i,:n]=a.rows; M[i,:n]=1; G[i,:n]=a.right; S[i]=s; C[i,:n-1]=c
    return [torch.from_numpy(x) for x in (R,M,G,S,C)]
class Net(nn.Module):
    def __init__(s,f,h=48,d=24,drop=.15,vec=True):
        super().__init__(); s.vec=vec; s.d=d
        s.S=nn.Linear(3*384,d); s.C=nn.Linear(384,3*d); 
        s.a=nn.Linear(f+(3*d+d if vec else 0)+(3*d if vec else 0),h); s.b=nn.Linear(h,h//2); s.c=nn.Linear(h//2,1); s.drop=nn.Dropout(drop); s.vd=nn.Dropout(.3)
    def forward(s,x,S,C):
        if s.vec:
            q=s.S(s.vd(S.flatten(1)))                       # B,d
            k=torch.stack([nn.functional.linear(s.vd(C[:,:,i]),s.C.weight[i*s.d:(i+1)*s.d],s.C.bias[i*s.d:(i+1)*s.d]) for i in range(3)],2) # B,N,3,d
            prod=(k*q[:,None,None]).flatten(2)
            x=torch.cat([x,prod,q[:,None].expand(-1,x.shape[1],-1),k.flatten(2)],2)
        return s.c(s.drop(torch.relu(s.b(s.drop(torch.relu(s.a(x))))))).squeeze(-1)
def fit(P,idx,seed=0,epochs=14,lr=4e-3,**k):
    R,M,G,S,C=P; torch.manual_seed(seed); mu=R[idx][M[idx]].mean(0); sd=R[idx][M[idx]].std(0).clamp(min=.1)
    net=Net(R.shape[2],**k); net.mu,net.sd=mu,sd
    vp=[*net.S.parameters(),*net.C.parameters()]; ids={id(p) for p in vp}
    opt=torch.optim.AdamW([{"params":[p for p in net.parameters() if id(p) not in ids],"lr":lr},{"params":vp,"lr":lr/3}],weight_decay=.03)
    n=len(idx); st=epochs*(n//64+1); sch=torch.optim.lr_scheduler.OneCycleLR(opt,[lr,lr/3],total_steps=st)
    for e in range(epochs):
        perm=torch.tensor(idx)[torch.randperm(n)]; net.train()
        for i in range(0,n,64):
            b=perm[i:i+64]; w=int(M[b].sum(1).max())
            sc=net((R[b][:,:w]-mu)/sd,S[b].float(),C[b][:,:w].float()).masked_fill(~M[b][:,:w],-1e4)
            loss=-torch.log_softmax(sc,1).masked_fill(~G[b][:,:w],-1e4).logsumexp(1).mean()
            opt.zero_grad(); loss.backward(); opt.step(); sch.step()
    net.eval(); return net
def probs(nets,P,idx):
    R,M,G,S,C=P; out=[]
    with torch.no_grad():
        for i in range(0,len(idx),200):
            b=torch.tensor(idx[i:i+200]); out.append(sum(torch.softmax(n((R[b]-n.mu)/n.sd,S[b].float(),C[b].float()).masked_fill(~M[b],-1e4),1) for n in nets)/len(nets))
    return torch.cat(out).numpy()
def ev(A,P):
    o=[]
    pts=[]
    for m in np.arange(0,.96,.025):
        r=w=0
        for a,p in zip(A,P):
            n=len(a.right)-1; b=int(p[:n+1].argmax())
            if b<n and p[b]<m: b=n
            r+=a.right[b]; w+=b<n and not a.right[b]
        pts.append((100*r/len(A),100*w/len(A)))
    return "top %.1f/%.1f "%pts[0]+" ".join("%.1f@%d"%(max((r for r,w in pts if w<=t),default=0),t) for t in (4,5,6,7,8,10))
if __name__=="__main__":
    T=pack(tr,trx); K=pack(ch,chx); print([x.shape for x in T][:1],K[0].shape)
    docs=sorted({a.doc for a in tr}); random.Random(0).shuffle(docs); fold={d:i%3 for i,d in enumerate(docs)}
    for name,k in (("plain",dict(vec=False)),("vec24",dict()),("vec12",dict(d=12))):
        nets=[fit(T,list(range(len(tr))),s,**k) for s in range(2)]
        print(name,"choice",ev(ch,probs(nets,K,list(range(len(ch))))),flush=True)
        PP=[None]*len(tr)
        for f in range(3):
            a=[i for i,x in enumerate(tr) if fold[x.doc]!=f]; b=[i for i,x in enumerate(tr) if fold[x.doc]==f]
            for i,x in zip(b,probs([fit(T,a,0,**k)],T,b)): PP[i]=x
        print(name,"cv",ev(tr,PP),flush=True)
