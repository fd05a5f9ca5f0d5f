import { lazy, Suspense, type ComponentProps } from 'react';
import { useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { storyTexts } from '../touchpoints/texts.ts';
import { Loading } from '../ui/states.tsx';
import { responses } from './contact.ts';

const ContactForm = lazy(() => import('./contact-form.tsx'));

/** The report of a contact, fetched when it is first opened. Its keys hold at once: who types faster than it comes has logged the contact. */
export function ContactFormOnDemand(props: ComponentProps<typeof ContactForm>) {
  return (
    <Suspense fallback={<Coming {...props} />}>
      <ContactForm {...props} />
    </Suspense>
  );
}

function Coming({ kind, onLog, pending }: ComponentProps<typeof ContactForm>) {
  const t = useText(storyTexts);
  useKeys(
    Object.fromEntries(
      responses.map((response, index) => [index + 1, [t(response), () => pending || onLog({ kind, response })]] as const),
    ),
  );
  return <Loading lines={3} />;
}
