/**
 * What people have tried to smuggle into pages: markup, attributes, addresses, Markdown, templates, styles, entities. Each sets
 * `window.injected` if anything of it ever runs.
 */
export const payloads = [
  '<script>window.injected=1</script>',
  '<ScRiPt>window.injected=1</ScRiPt>',
  '<script src="data:text/javascript,window.injected=1"></script>',
  '<scr<script>ipt>window.injected=1</scr</script>ipt>',
  '"><script>window.injected=1</script>',
  '</textarea><script>window.injected=1</script>',
  '</title><script>window.injected=1</script>',
  '--><script>window.injected=1</script>',
  '<img src=x onerror="window.injected=1">',
  '<img src=x onerror=window.injected=1//',
  '<img src="x` `<script>window.injected=1</script>"` `>',
  '<img src=x:x onerror=&#119;indow.injected=1>',
  '<IMG """><SCRIPT>window.injected=1</SCRIPT>">',
  '<svg onload="window.injected=1"></svg>',
  '<svg><script>window.injected=1</script></svg>',
  '<svg><animate onbegin="window.injected=1" attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:window.injected=1"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.injected=1>',
  '<body onload="window.injected=1">',
  '<iframe src="javascript:window.parent.injected=1"></iframe>',
  '<iframe srcdoc="<script>window.parent.injected=1</script>"></iframe>',
  '<object data="javascript:window.injected=1"></object>',
  '<embed src="javascript:window.injected=1">',
  '<video><source onerror="window.injected=1"></video>',
  '<audio src=x onerror="window.injected=1"></audio>',
  '<details open ontoggle="window.injected=1">x</details>',
  '<input autofocus onfocus="window.injected=1">',
  '<form action="javascript:window.injected=1"><button>x</button></form>',
  '<base href="javascript:window.injected=1//">',
  '<link rel=stylesheet href="data:text/css,*{color:red}">',
  '<meta http-equiv="refresh" content="0;url=javascript:window.injected=1">',
  '<style>@import "javascript:window.injected=1";</style>',
  '<div style="background:url(javascript:window.injected=1)">x</div>',
  '<a href="javascript:window.injected=1">x</a>',
  '[click](javascript:window.injected=1)',
  '[click](JaVaScRiPt:window.injected=1)',
  '[click](java\tscript:window.injected=1)',
  '[click](&#106;avascript:window.injected=1)',
  '[click](data:text/html;base64,PHNjcmlwdD53aW5kb3cuaW5qZWN0ZWQ9MTwvc2NyaXB0Pg==)',
  '[click](vbscript:window.injected=1)',
  '[click](//example.org" onmouseover="window.injected=1)',
  '![x](x" onerror="window.injected=1)',
  '![x](javascript:window.injected=1)',
  '<javascript:window.injected=1>',
  '[ref]\n\n[ref]: javascript:window.injected=1',
  '```"><img src=x onerror=window.injected=1>\nx\n```',
  '`<img src=x onerror=window.injected=1>`',
  '{{constructor.constructor("window.injected=1")()}}',
  '${window.injected=1}',
  '@<img src=x onerror=window.injected=1>',
  ':<img src=x onerror=window.injected=1>:',
  '&lt;script&gt;window.injected=1&lt;/script&gt;',
  '\\x3cscript\\x3ewindow.injected=1\\x3c/script\\x3e',
  '\u202e>tpircs/<1=detcejni.wodniw>tpircs<',
] as const;

/** As names may be: on one line, without what turns the direction, and as short as they have to be. */
export const namePayloads = (maxChars: number): string[] =>
  payloads.filter((payload) => !/[\n\t\u202e]/.test(payload) && payload.length <= maxChars);

/** As the browser of the sender can name a file. */
export const fileNamePayloads = namePayloads(100).filter((payload) => !/[/\\]/.test(payload));
