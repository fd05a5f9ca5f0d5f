import type { CompanyInFull } from '../../../src/companies/schema.ts';
import type { Person } from '../../../src/people/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { Panel } from '../ui/panel.tsx';
import { Identifier } from './merges-panel.tsx';
import { customerTexts } from './texts.ts';

/** What a person or a company is recognised by, and since when. */
export function IdentitiesPanel({ identities }: { identities: Person['identities'] | CompanyInFull['identities'] }) {
  const t = useText(customerTexts);
  const format = useFormat();
  return (
    <Panel title={<GlossaryTerm term="identity">{t('recognisedBy')}</GlossaryTerm>}>
      {identities.length === 0 && <p className="second">{t('recognisedByNothing')}</p>}
      <ul className="customer-list">
        {identities.map((identity) => (
          <li key={`${identity.kind} ${identity.source} ${identity.value}`}>
            <span>
              <Identifier name={identity} />
            </span>
            <span className="second small">{t('since', { when: format.date(identity.createdAt) })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
