package sources
import ("raditaji/indicators";"testing";"runtime";"time";"fmt";"encoding/csv";"bytes";"sync")
func TestZZ(t *testing.T){
 data:=benchFile("viis-enrolments",370000)
 ctx:=Context{Institutions: benchInstitutions(), Secret: []byte("s")}
 runtime.GC(); var m runtime.MemStats; runtime.ReadMemStats(&m); base:=m.HeapAlloc
 stop:=make(chan bool); var peak uint64
 go func(){ for { select{case <-stop: return; default:}; var m runtime.MemStats; runtime.ReadMemStats(&m); if m.HeapAlloc>peak {peak=m.HeapAlloc}; time.Sleep(5*time.Millisecond)} }()
 sub:=Read("a",data,ctx); close(stop)
 runtime.GC(); runtime.ReadMemStats(&m)
 fmt.Printf("file %d MB, base %d, peak +%d MB, after +%d MB = %.0f B/row\n",len(data)>>20,base>>20,(peak-base)>>20,(m.HeapAlloc-base)>>20,float64(m.HeapAlloc-base)/370000)
 fmt.Println(sub.Balance.Used)
 bare:=func(d []byte){ r:=csv.NewReader(bytes.NewReader(d)); r.Comma=';'; r.ReuseRecord=true; for { if _,e:=r.Read(); e!=nil {break} } }
 var files [][]byte
 for _,k:=range []string{"viis-enrolments","viis-absences","viis-exams","viis-interest"} { n:=map[string]int{"viis-enrolments":92500,"viis-absences":100000,"viis-exams":20000,"viis-interest":25000}[k]; for range 2 { files=append(files,benchFile(indicators.Kind(k),n)) } }
 for range 5 {
 t0:=time.Now(); for _,f:=range files {bare(f)}; b:=time.Since(t0)
 t0=time.Now(); for _,f:=range files {Read("a",f,ctx)}; one:=time.Since(t0)
 t0=time.Now(); var wg sync.WaitGroup; ch:=make(chan []byte,100); for _,f:=range files {ch<-f}; close(ch)
 for range 2 { wg.Add(1); go func(){defer wg.Done(); for f:=range ch {Read("a",f,ctx)}}() }; wg.Wait(); two:=time.Since(t0)
 fmt.Printf("bare %v one-at-a-time %.2f two-at-a-time %.2f\n",b,float64(one)/float64(b),float64(two)/float64(b)) }
}
