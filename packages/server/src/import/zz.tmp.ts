import { textOf } from '/work/main/packages/server/src/import/text.ts'
import { bodyOf } from '/work/main/packages/server/src/comments/body.ts'
for (const [h, lines] of [
 ['<p>Hello, <b>World</b>.</p><p>x<br>y<br><br>z</p>', false],
 ['<p>1. foo *bar* [x](y) > z</p><p>- no</p><p>&gt; q &amp;lt;b&amp;gt; &lt;script&gt;</p>', false],
 ['a\nb\n\nc <blockquote>q1\n\nq2</blockquote> d <ul><li>one<li>two<ul><li>x</ul></ul><ol><li>a<li>b</ol>', true],
 ['<a href="javascript:alert(1)">x</a> <a href="http://a.b/c(d)?x=1&amp;copy;=2">t]ex</a> <a href="http://blogs.msdn.com/b/b8/arch.aspx">http://blogs.msdn.com/b/b8/...</a>, http://foo.bar/a_b_c. x', false],
 ['foo<b>"bar"</b>baz <code>a`b</code> <i> sp </i>x', false],
 ['<script>alert(1)</script><img src=x onerror=alert(1)>', false],
] as const) { const t = textOf(h, {lines}); console.log(JSON.stringify(t)); console.log('   ', JSON.stringify(bodyOf(t))) }
for (const [n,h] of Object.entries({b:'<b>'.repeat(80000), q:'<blockquote>'.repeat(20000), ab:'<a href="http://x.y/">b</a>'.repeat(9000), lt:'<'.repeat(250000), amp:'&amp;'.repeat(50000), li:'<ul><li>'.repeat(30000), close:'<p>x</b></i></blockquote>'.repeat(10000), star:'*_'.repeat(100000), em:'<i>a</i><b>b</b>'.repeat(15000), url:'http://'.repeat(30000), tick:'<code>`'.repeat(30000), nl:'x\n'.repeat(100000), iframe:'<iframe>'.repeat(30000), noscript: '<noscript>'.repeat(25000), com:'<!--'.repeat(60000), sp: ' '.repeat(250000)+'x', brk:'['.repeat(200000), dots:'h'.repeat(200000) })) { const s=performance.now(); let r=''; try { r=textOf(h,{lines:true}) } catch(e) { r='ERR '+e } ; console.log(n, Math.round(performance.now()-s),'ms', r.length, r.slice(0,30).replace(/\n/g,'|')) }
