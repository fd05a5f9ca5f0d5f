import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useLanguage, useText } from '../app/language.tsx';
import { OtherLanguages } from '../ui/other-languages.tsx';
import type {
  CriteriaBySection,
  DraftFit,
  DraftHandRaise,
  DraftHard,
  DraftLabels,
  DraftProfileTest,
  DraftSignal,
  DraftSoft,
  DraftTouchTest,
  Section,
} from './draft.ts';
import { editorTexts } from './editor-texts.ts';
import { useFaultsAt } from './fault-context.tsx';
import { NumberField } from './number-field.tsx';
import { ProfileTestFields, TouchTestFields } from './test-fields.tsx';

type Fact = DraftProfileTest['fact'];
const companyFacts: readonly Fact[] = ['company.country', 'company.industry', 'company.employees'];
const personFacts: readonly Fact[] = ['person.title', 'person.role', 'person.country', 'person.answer'];

interface Fields<Criterion> {
  readonly criterion: Criterion;
  /** Where it stands in the draft, as faults name it. */
  readonly path: string;
  readonly onChange: (criterion: Criterion) => void;
}

/** The fields of one criterion: what it is called, what it tests, what it is worth. */
export function CriterionForm<S extends Section>(props: Fields<CriteriaBySection[S]> & { section: S }) {
  const { section, criterion, path, onChange } = props;
  // The section says which of the criteria it is; the compiler cannot follow a generic section into a switch.
  const fields = { criterion, path, onChange } as unknown;
  return (
    <div className="criterion-form">
      <LabelFields
        labels={criterion.labels}
        path={path}
        onChange={(labels) => onChange({ ...criterion, ...((section === 'soft' || labels) && { labels: labels ?? {} }) })}
      />
      {section === 'company' || section === 'person' ? (
        <FitFields {...(fields as Fields<DraftFit>)} facts={section === 'company' ? companyFacts : personFacts} />
      ) : section === 'hard' ? (
        <HardFields {...(fields as Fields<DraftHard>)} />
      ) : section === 'soft' ? (
        <SoftFields {...(fields as Fields<DraftSoft>)} />
      ) : section === 'handRaise' ? (
        <HandRaiseFields {...(fields as Fields<DraftHandRaise>)} />
      ) : (
        <SignalFields {...(fields as Fields<DraftSignal>)} />
      )}
    </div>
  );
}

/** The reader's own language at hand, the others folded away. */
function LabelFields(props: { labels: DraftLabels | undefined; path: string; onChange: (labels: DraftLabels) => void }) {
  const { labels = {}, path, onChange } = props;
  const t = useText(editorTexts);
  const { language: own } = useLanguage();
  const fault = useFaultsAt(path);
  const field = (language: typeof own, label: string) => (
    <TextInput
      key={language}
      label={label}
      lang={language}
      maxLength={200}
      value={labels[language] ?? ''}
      onChange={({ currentTarget }) => onChange({ ...labels, [language]: currentTarget.value })}
      error={fault(`labels.${language}`) ?? (language === own ? fault('labels') : undefined)}
    />
  );
  return (
    <div className="criterion-names">
      {field(own, t('name'))}
      <OtherLanguages>{field}</OtherLanguages>
    </div>
  );
}

/** A number of a criterion, by its key. */
function Figure<Key extends string, C extends Readonly<Partial<Record<Key, number | '' | undefined>>>>(
  props: Fields<C> & { of: Key; label: string; description?: string },
) {
  const { criterion, path, onChange, of, ...words } = props;
  const fault = useFaultsAt(path);
  return (
    <NumberField
      {...words}
      value={criterion[of]}
      onChange={(figure) => onChange({ ...criterion, [of]: figure })}
      error={fault(of)}
    />
  );
}

/** Which touches a criterion is about. */
function Touches<C extends { readonly touches: DraftTouchTest }>({ criterion, path, onChange }: Fields<C>) {
  return (
    <TouchTestFields
      test={criterion.touches}
      path={`${path}.touches`}
      onChange={(touches) => onChange({ ...criterion, touches })}
    />
  );
}

/** Which fact of the profile a criterion is about. */
function Profile<C extends { readonly test: DraftProfileTest }>(props: Fields<C> & { facts: readonly Fact[] }) {
  const { criterion, path, onChange, facts } = props;
  return (
    <ProfileTestFields
      test={criterion.test}
      of={facts}
      path={`${path}.test`}
      onChange={(test) => onChange({ ...criterion, test })}
    />
  );
}

function FitFields({ facts, ...fields }: Fields<DraftFit> & { facts: readonly Fact[] }) {
  const t = useText(editorTexts);
  return (
    <>
      <Profile {...fields} facts={facts} />
      <Figure {...fields} of="weight" label={t('weight')} description={t('weightSub')} />
    </>
  );
}

function HardFields({ criterion, path, onChange }: Fields<DraftHard>) {
  const t = useText(editorTexts);
  const { key, labels } = criterion;
  const named = { key, ...(labels && { labels }) };
  const fresh: { readonly [Kind in DraftHard['kind']]: DraftHard } = {
    visits: { kind: 'visits', ...named, atLeast: 3, withinDays: 30 },
    touches: { kind: 'touches', ...named, touches: { kinds: ['form'] }, atLeast: 1, withinDays: 90 },
    profile: { kind: 'profile', ...named, test: { fact: 'company.country', in: [] } },
  };
  return (
    <>
      <NativeSelect
        label={t('hardKind')}
        data={(['visits', 'touches', 'profile'] as const).map((kind) => ({ value: kind, label: t(`hard_${kind}`) }))}
        value={criterion.kind}
        onChange={({ currentTarget }) => onChange(fresh[currentTarget.value as DraftHard['kind']])}
      />
      {criterion.kind === 'profile' ? (
        <Profile criterion={criterion} path={path} onChange={onChange} facts={[...companyFacts, ...personFacts]} />
      ) : (
        <Often criterion={criterion} path={path} onChange={onChange} />
      )}
    </>
  );
}

function Often({ criterion, path, onChange }: Fields<Exclude<DraftHard, { kind: 'profile' }>>) {
  const t = useText(editorTexts);
  const fields = { criterion, path, onChange };
  return (
    <>
      {criterion.kind === 'touches' && <Touches criterion={criterion} path={path} onChange={onChange} />}
      <div className="criterion-figures">
        <Figure {...fields} of="atLeast" label={t('atLeastTimes')} />
        <Figure {...fields} of="withinDays" label={t('withinDays')} />
      </div>
    </>
  );
}

function SignalFields(fields: Fields<DraftSignal>) {
  const t = useText(editorTexts);
  return (
    <>
      <Touches {...fields} />
      <div className="criterion-figures">
        <Figure {...fields} of="points" label={t('points')} />
        <Figure {...fields} of="cap" label={t('cap')} description={t('capNone')} />
        <Figure {...fields} of="withinDays" label={t('withinDays')} description={t('withinDaysAny')} />
      </div>
    </>
  );
}

function SoftFields(fields: Fields<DraftSoft>) {
  const t = useText(editorTexts);
  const { criterion, onChange } = fields;
  return (
    <>
      <Figure {...fields} of="validDays" label={t('validDays')} />
      <Checkbox
        label={t('required')}
        checked={criterion.required}
        onChange={({ currentTarget }) => onChange({ ...criterion, required: currentTarget.checked })}
      />
    </>
  );
}

function HandRaiseFields(fields: Fields<DraftHandRaise>) {
  const t = useText(editorTexts);
  return (
    <>
      <Touches {...fields} />
      <Figure {...fields} of="withinDays" label={t('validDays')} />
    </>
  );
}
