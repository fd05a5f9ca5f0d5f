/* ARCHITECTURE
 * Goals: a form works without this script; with it, it stands in a website's page at its full height, and is not sent twice.
 *   <script async src="https://samspil.example/f.js" data-form="the id of the form"></script>
 *     data-language="da"   the language to begin with; else the one the browser prefers
 * On a website it puts the form's page in a frame where the script stands, and tells it the page, where the visit came from and, where
 * the visitor has said yes to that, the id our tracking script keeps. On the form's own page it tells the frame's site how high it is.
 */
/** What the form's page tells; `unknown`, because anything may be sent under its name. */
export interface Told {
  samspilForm: { height: unknown; title: unknown };
}

const script = document.currentScript as HTMLScriptElement;
const { form, language } = script.dataset;

if (form) embed(form);
else accompany();

function embed(id: string): void {
  const { origin } = new URL(script.src);
  const base = script.src.replace(/f\.js.*$/, '');
  const address = new URL(`f/${id}`, base);
  const refused = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === '1';
  // The cookie of our tracking script lies there only with consent.
  const visitor = refused ? undefined : /(?:^|; )samspil=([\w-]+)%5B/.exec(document.cookie)?.[1];
  const told = { language, page: location.href.slice(0, 2000), referrer: document.referrer.slice(0, 2000), visitor };
  for (const [name, value] of Object.entries(told)) if (value) address.searchParams.set(name, value);
  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = document.title;
  Object.assign(frame.style, { width: '100%', height: '30rem', border: '0', colorScheme: 'normal' });
  addEventListener('message', ({ source, origin: from, data }: MessageEvent<Partial<Told> | null>) => {
    if (source !== frame.contentWindow || from !== origin || !data?.samspilForm) return;
    frame.style.height = `${Math.min(Math.max(Number(data.samspilForm.height) || 0, 50), 10_000)}px`;
    frame.title = String(data.samspilForm.title).slice(0, 300);
  });
  script.after(frame);
}

function accompany(): void {
  document.querySelector<HTMLElement>('.faults')?.focus();
  let isSent = false;
  addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  // Somebody who comes back to the page may send it anew.
  addEventListener('pageshow', () => (isSent = false));
  if (window.parent === window) return;
  const root = document.documentElement;
  root.classList.add('framed');
  const tell = () => {
    const told: Told = { samspilForm: { height: Math.ceil(root.getBoundingClientRect().height), title: document.title } };
    window.parent.postMessage(told, '*');
  };
  new ResizeObserver(tell).observe(root);
}
