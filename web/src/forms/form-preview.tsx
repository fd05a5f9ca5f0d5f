import type { BriefingItem } from '../../../src/agreements/briefing-item.ts';
import { questionOf } from '../../../src/agreements/items.ts';
import type { ConsentText } from '../../../src/consents/schema.ts';
import { questionsFor } from '../../../src/forms/asked.ts';
import { carried, formPage, type Carried } from '../../../src/forms/page.ts';
import type { FormDefinition } from '../../../src/forms/schema.ts';
import type { Language } from '../app/define-texts.ts';
import { useText } from '../app/language.tsx';
import type { FormDraft } from './draft.ts';
import { formTexts } from './texts.ts';

const nothing = Object.fromEntries(carried.map((name) => [name, ''])) as Carried;

/** The form as a stranger gets it, made by the very function that serves it. */
export function FormPreview(props: {
  draft: FormDraft & { texts: FormDefinition['texts'] };
  language: Language;
  items: readonly BriefingItem[];
  consents: readonly ConsentText[];
}) {
  const { draft, language, items, consents } = props;
  const t = useText(formTexts);
  const { title, intro, button, thanks } = draft.words[language];
  const asked = new Map(items.filter((item) => questionOf(item)).map((item) => [item.key, item]));
  const fields = draft.fields.filter(({ item }) => asked.has(item)).map(({ item, required = false }) => ({ item, required }));
  const consent = draft.consent && consents.find((each) => each.version === draft.consent?.text && each.language === language);
  const html = formPage({
    id: '',
    texts: { ...draft.texts, [language]: { title, thanks, ...(intro && { intro }), ...(button && { button }) } },
    language,
    items: asked,
    required: new Set(fields.filter(({ required }) => required).map(({ item }) => item)),
    questions: questionsFor(fields, null, { atOnce: draft.questionsAtOnce }),
    consent: consent?.text ?? null,
    carried: nothing,
    typed: () => null,
    faults: new Map(),
    recognised: false,
    thanked: false,
  });
  // Without a sandbox permission nothing in it runs, sends or leads anywhere; its script is for the page itself.
  const shown = html.replace(/<script[^>]*><\/script>\n/, '');
  return <iframe className="form-preview" title={t('preview')} sandbox="" srcDoc={shown} />;
}
