import { api, ApiProblem, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { InlineField, InlineSelect } from '../ui/inline-field.tsx';
import { Panel } from '../ui/panel.tsx';
import { countryChoices } from '../workspaces/countries.ts';
import { refreshOfCustomers } from './customers.ts';
import { customerTexts } from './texts.ts';

/** Which facts are told, in their order, and how each is typed. */
const typed = {
  name: 'text',
  title: 'text',
  email: 'email',
  phone: 'tel',
  organisationNumber: 'text',
  industry: 'text',
  employees: 'number',
} as const;
type Fact = keyof typeof typed;

/**
 * What is known of a person or a company, changed where it stands. `path` is where it is kept, `known` what it is by fact; `taken` says that
 * what was typed belongs to another.
 */
export function FactsPanel<F extends Fact>(props: {
  path: string;
  facts: readonly F[];
  known: Readonly<Record<F, string | number | null>> & { readonly country: string | null };
  taken: string;
  readOnly: boolean;
}) {
  const { path, facts, known, taken, readOnly } = props;
  const t = useText(customerTexts);
  const { language } = useLanguage();
  const save = useCommand((fact: Record<string, string | number | null>) => api.patch(path, fact), {
    refresh: refreshOfCustomers,
  });
  const failed = save.error instanceof ApiProblem ? save.variables : undefined;
  const asKept = (fact: F, value: string) => (value !== '' && typed[fact] === 'number' ? Number(value) : value || null);
  return (
    <Panel title={t('facts')}>
      <div className="inline-fields">
        {facts.map((fact) => (
          <InlineField
            key={`${fact} ${known[fact] ?? ''}`}
            label={t(fact)}
            value={String(known[fact] ?? '')}
            readOnly={readOnly}
            type={typed[fact]}
            error={failed && fact in failed ? t('notSaved') : undefined}
            onSave={(value) => save.mutate({ [fact]: asKept(fact, value) })}
          />
        ))}
        <InlineSelect
          label={t('country')}
          value={known.country ?? ''}
          readOnly={readOnly}
          choices={countryChoices(language)}
          onSave={(value) => save.mutate({ country: value || null })}
        />
        <Failure error={save.error} when={{ 409: taken }} />
      </div>
    </Panel>
  );
}
