/* ARCHITECTURE
 * Goals, in this order: nothing about the visitor is stored before consent; no touch is lost; at most 2,048 bytes gzipped; no dependency.
 *   <script async src="https://samspil.example/t.js" data-write-key="…"></script>
 *     data-domain="firma.dk"  one id on all sites below this domain; without it each site has its own
 *     data-hash               every change behind the # is a page, not only those of a router (#/ and #!)
 * Code map, top to bottom: where to send · who (consent and ids) · the queue · pages · clicks · forms · what the site may call.
 *
 * Without consent a message carries no id: the server makes a visitor hash with a salt it destroys every day. With consent a random id lies
 * in a cookie for 13 months, together with what was consented to; no cookie, no consent. Another tab sees at once what happens in this one.
 * Global Privacy Control and Do Not Track outrank consent, and then the server makes no hash either.
 * Messages are Segment's. They go as text/plain, which needs no preflight, to `v1/batch` beside wherever this script was loaded from, so a
 * company may serve it under its own domain and path. A batch that fails is sent again with the same messageIds, which the server counts once.
 * What waits lies in memory; only with consent it is put aside, in localStorage, when the page goes while nothing can be sent.
 */
type Properties = Record<string, unknown>;
type Message = Properties & { anonymousId?: string | undefined };

const script = document.currentScript as HTMLScriptElement;
const endpoint = new URL('v1/batch', script.src).href;
const { writeKey, domain, hash } = script.dataset;

// Who

const { cookieEnabled } = navigator;
const cookie = (value: string, age: number) => {
  if (cookieEnabled)
    document.cookie =
      `samspil=${value};path=/;max-age=${age};samesite=lax` +
      (domain ? ';domain=' + domain : '') +
      (location.protocol === 'https:' ? ';secure' : '');
};
/** Takes what was put aside and leaves `text` in its place. Storage may be switched off: then nothing is ever put aside. */
const aside = (text = ''): Message[] => {
  try {
    const kept = localStorage.samspil as string;
    if (text) localStorage.samspil = text;
    else localStorage.removeItem('samspil');
    return JSON.parse(kept) as Message[];
  } catch {
    return [];
  }
};
const refused = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === '1';
// 128 random bits. crypto.randomUUID would do, but only where the page came over TLS.
const randomId = () => crypto.getRandomValues(new Uint32Array(4)).join('-');

let anonymousId: string | undefined;
let userId: string | undefined;
let known: string | undefined;
let consent: Record<string, boolean> = { analytics: false };
let said: string;
const forget = () => {
  cookie('', 0);
  aside();
  anonymousId = userId = undefined;
};
/** Reads the cookie anew: another tab may have changed it. Where cookies are switched off the visitor has an id for this page only. */
const recognise = () => {
  if (!cookieEnabled) return;
  const [, id, choice] = /(?:^|; )samspil=([\w-]+)([^;]+)/.exec(document.cookie) ?? [];
  if (anonymousId && !id) userId = undefined;
  anonymousId = id;
  said = decodeURIComponent(choice ?? '');
  consent = id ? (JSON.parse(said) as [typeof consent])[0] : { ...consent, analytics: false };
};

// The queue

let queue: Message[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = 500;
let referrer = document.referrer;

const add = (type: string, fields: Properties) => {
  recognise();
  const page = { url: location.href, path: location.pathname, search: location.search, title: document.title, referrer };
  queue.push({
    type,
    messageId: randomId(),
    timestamp: new Date(),
    anonymousId,
    userId,
    context: {
      library: { name: 'samspil', version: '1' },
      consent: { categoryPreferences: consent, refused },
      locale: navigator.language,
      // Campaign tags and click ids (gclid, fbclid, li_fat_id …) are in the address, where the server reads them.
      page,
    },
    properties: page,
    ...fields,
  });
  plan();
};

const plan = () => {
  timer ??= setTimeout(send, pause);
};

const send = (leaving = false) => {
  clearTimeout(timer);
  timer = undefined;
  if (!queue[0]) return;
  recognise();
  if (leaving && anonymousId && (pause > 500 || !navigator.onLine)) {
    aside(JSON.stringify([...aside(), ...queue]));
    return plan();
  }
  // Browsers let 64 KB of keepalive requests through at a time.
  const batch = queue.splice(0, 20);
  for (const message of batch) {
    // What waited while consent was withdrawn goes without the ids; what waited while it was given belongs to the same visitor.
    if (message.anonymousId && !anonymousId) delete message.userId;
    message.anonymousId = anonymousId;
  }
  const body = JSON.stringify({ writeKey, sentAt: new Date(), batch });
  const retry = () => {
    queue = [...batch, ...queue];
    pause = Math.min(pause * 2, 6e4);
    plan();
  };
  if (!leaving || !navigator.sendBeacon(endpoint, body))
    fetch(endpoint, { method: 'POST', body, keepalive: body.length < 6e4, credentials: 'omit' }).then(({ status }) => {
      if (status === 429 || status > 499) retry();
      else pause = 500;
    }, retry);
  if (leaving) send(true);
  else if (queue[0]) plan();
};

const track = (event: string, properties: Properties = {}) => add('track', { event, properties });

addEventListener('visibilitychange', () => document.hidden && send(true));
addEventListener('pagehide', () => send(true));
addEventListener('online', () => send());

// Pages

let current = '';
const page = () => {
  // An anchor within the page is no new page; a route of a hash router is one.
  const address = hash == null ? location.href.replace(/#(?![!/]).*/, '') : location.href;
  if (address === current) return;
  if (current) referrer = current;
  current = address;
  add('page', {});
};
// Routers set the title after the address: wait for it.
const moved = () => setTimeout(page, 50);
for (const method of ['pushState', 'replaceState'] as const) {
  const original = history[method];
  history[method] = function (this: History, ...state: Parameters<History['pushState']>) {
    original.apply(this, state);
    moved();
  };
}
addEventListener('popstate', moved);
addEventListener('hashchange', moved);

// Clicks

const clicked = ({ target }: Event) => {
  const link = (target as Element).closest?.<HTMLAnchorElement>('a[href]');
  if (!link || !link.protocol.startsWith('http')) return;
  const file = /[^/]+\.(pdf|docx?|xlsx?|pptx?|csv|zip|epub|mp[34]|ics)$/i.exec(link.pathname);
  if (file) track('File Downloaded', { url: link.href, name: file[0] });
  else if (link.host !== location.host) track('Outbound Link Clicked', { url: link.href });
};
addEventListener('click', clicked, true);
addEventListener('auxclick', clicked, true);

// Forms

const forms = new WeakSet<EventTarget>();
addEventListener(
  'submit',
  ({ target }) => {
    const form = target as HTMLFormElement;
    if (!forms.has(form) && !form.matches('[data-samspil-form]')) return;
    const fields: Record<string, string> = {};
    for (const field of form.elements as Iterable<Element> as Iterable<HTMLInputElement>) {
      const { name, type, value } = field;
      // Secrets stay on the page: by kind, by name, by what the browser would fill in, and by looking like a card number.
      if (
        !name ||
        !value ||
        /password|hidden|file|submit|button|image|reset/.test(type) ||
        (/checkbox|radio/.test(type) && !field.checked) ||
        /passw|card|cvc|cvv|iban|cpr|ssn|bsn/i.test(name) ||
        /cc-|password|one-time/.test(field.autocomplete) ||
        /^(\d[ -]?){13,19}$/.test(value)
      )
        continue;
      fields[name] = (fields[name] ? fields[name] + ', ' : '') + value.slice(0, 4e3).replace(/[\ud800-\udbff]$/, '');
    }
    track('Form Submitted', { form: form.dataset.samspilForm || form.getAttribute('name') || form.id, fields });
  },
  true,
);

// What the site may call, also before this script has arrived: (window.samspil = window.samspil || []).push(['track', 'Demo Requested'])

const samspil = {
  track,
  /** Counts a page that no address tells of. */
  page: (name: string, properties: Properties = {}) => add('page', { name, properties }),
  identify(idOrEmail: string, traits: Properties = {}) {
    known = idOrEmail;
    if (idOrEmail.includes('@')) traits = { email: idOrEmail, ...traits };
    else userId = idOrEmail;
    add('identify', { traits });
  },
  form: (form: HTMLFormElement) => forms.add(form),
  /** Takes the visitor's choice per purpose, and in `proof.text` the version of the text they were shown. `{ analytics: false }` deletes the id at once. */
  consent(choice: Record<string, boolean>, proof: Properties = {}) {
    recognise();
    const previousId = anonymousId;
    const before = said;
    consent = { ...consent, ...choice };
    if (refused) consent.analytics = false;
    said = JSON.stringify([consent, proof]);
    if (consent.analytics) cookie((anonymousId ??= randomId()) + encodeURIComponent(said), 34e6);
    else forget();
    // A consent tool repeats the choice on every page; only a change is news.
    if (said !== before) add('track', { event: 'Consent Preference Updated', previousId, userId: known, properties: proof });
    if (!anonymousId) known = undefined;
  },
};
type Call = [name: keyof typeof samspil, ...values: never[]];
const push = ([name, ...values]: Call) => {
  const method: (...values: never[]) => unknown = samspil[name];
  method(...values);
};
const site = window as unknown as { samspil: Call[] | (typeof samspil & { push: typeof push }) };
const waiting = site.samspil;
site.samspil = { ...samspil, push };
if (refused) forget();
recognise();
if (anonymousId) queue = aside();
// A page the browser prepares in advance is a visit only once it is shown.
if ((document as { prerendering?: boolean }).prerendering) document.addEventListener('prerenderingchange', page);
else page();
if (Array.isArray(waiting)) waiting.forEach(push);
