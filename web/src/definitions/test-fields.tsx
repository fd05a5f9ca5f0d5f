import { MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { channels, touchKinds } from '../../../src/touchpoints/kinds.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { channelNames, touchNames } from '../touchpoints/texts.ts';
import { countryChoices } from '../workspaces/countries.ts';
import type { DraftProfileTest, DraftTouchTest } from './draft.ts';
import { editorTexts, factNames } from './editor-texts.ts';
import { useFaultsAt } from './fault-context.tsx';
import { NumberField } from './number-field.tsx';
import { industryChoices, industryKept, industryName } from './trade-words.ts';

type Fact = DraftProfileTest['fact'];

const fresh: { readonly [F in Fact]: DraftProfileTest } = {
  'company.country': { fact: 'company.country', in: [] },
  'company.industry': { fact: 'company.industry', in: [] },
  'company.employees': { fact: 'company.employees', from: '', to: '' },
  'person.country': { fact: 'person.country', in: [] },
  'person.role': { fact: 'person.role', in: [] },
  'person.title': { fact: 'person.title', contains: [] },
  'person.answer': { fact: 'person.answer', field: '' },
};

/** A test of a fact about the company or the person. `path` is where it stands in the draft. */
export function ProfileTestFields(props: {
  test: DraftProfileTest;
  of: readonly Fact[];
  path: string;
  onChange: (test: DraftProfileTest) => void;
}) {
  const { test, of, path, onChange } = props;
  const t = useText(editorTexts);
  const names = useText(factNames);
  return (
    <>
      <NativeSelect
        label={t('what')}
        data={of.map((fact) => ({ value: fact, label: names(fact) }))}
        value={test.fact}
        onChange={({ currentTarget }) => onChange(fresh[currentTarget.value as Fact])}
      />
      <FactFields test={test} path={path} onChange={onChange} />
    </>
  );
}

function FactFields(props: { test: DraftProfileTest; path: string; onChange: (test: DraftProfileTest) => void }) {
  const { test, path, onChange } = props;
  const t = useText(editorTexts);
  const { language } = useLanguage();
  const fault = useFaultsAt(path);
  switch (test.fact) {
    case 'company.country':
    case 'person.country': {
      const choices = countryChoices(language);
      const others = test.in.filter((code) => !choices.some(({ value }) => value === code));
      return (
        <MultiSelect
          label={t('countries')}
          searchable
          data={[...choices, ...others]}
          value={test.in}
          onChange={(list) => onChange({ ...test, in: list })}
          error={fault('in')}
        />
      );
    }
    case 'company.industry':
      return (
        <TagsInput
          label={t('words')}
          description={t('enter')}
          data={industryChoices(language)}
          value={test.in.map((industry) => industryName(industry, language))}
          onChange={(list) => onChange({ ...test, in: list.map((shown) => industryKept(shown, language)) })}
          error={fault('in')}
        />
      );
    case 'person.role':
      return (
        <Words label={t('words')} words={test.in} error={fault('in')} onChange={(list) => onChange({ ...test, in: list })} />
      );
    case 'person.title':
      return (
        <Words
          label={t('contains')}
          words={test.contains}
          error={fault('contains')}
          onChange={(contains) => onChange({ ...test, contains })}
        />
      );
    case 'company.employees':
      return (
        <>
          <div className="criterion-figures">
            <NumberField
              label={t('fromN')}
              value={test.from}
              onChange={(from) => onChange({ ...test, from })}
              error={fault('from') ?? fault('')}
            />
            <NumberField label={t('toN')} value={test.to} onChange={(to) => onChange({ ...test, to })} error={fault('to')} />
          </div>
        </>
      );
    default:
      return (
        <>
          <TextInput
            label={t('field')}
            value={test.field}
            onChange={({ currentTarget }) => onChange({ ...test, field: currentTarget.value })}
            error={fault('field')}
          />
          <Words
            label={t('answers')}
            description={t('anyAnswer')}
            words={test.in}
            error={fault('in')}
            onChange={(list) => onChange({ ...test, in: list })}
          />
        </>
      );
  }
}

/** Which touches are meant. `path` is where the test stands in the draft. */
export function TouchTestFields(props: { test: DraftTouchTest; path: string; onChange: (test: DraftTouchTest) => void }) {
  const { test, path, onChange } = props;
  const t = useText(editorTexts);
  const { language } = useLanguage();
  const fault = useFaultsAt(path);
  return (
    <fieldset className="criterion-touches">
      <legend>{t('touches')}</legend>
      <p className="second small">{t('touchesSub')}</p>
      <MultiSelect
        label={t('kinds')}
        data={touchKinds.map((kind) => ({ value: kind, label: touchNames[kind][language] }))}
        value={test.kinds ?? []}
        onChange={(kinds) => onChange({ ...test, kinds })}
        error={fault('kinds') ?? fault('')}
      />
      <Words label={t('paths')} words={test.paths} error={fault('paths')} onChange={(paths) => onChange({ ...test, paths })} />
      <Words label={t('names')} words={test.names} error={fault('names')} onChange={(names) => onChange({ ...test, names })} />
      <Words
        label={t('contents')}
        words={test.contents}
        error={fault('contents')}
        onChange={(contents) => onChange({ ...test, contents })}
      />
      <MultiSelect
        label={t('channels')}
        data={channels.map((channel) => ({ value: channel, label: channelNames[channel][language] }))}
        value={test.channels ?? []}
        onChange={(list) => onChange({ ...test, channels: list })}
        error={fault('channels')}
      />
    </fieldset>
  );
}

function Words(props: {
  label: string;
  description?: string;
  words: string[] | undefined;
  error: string | undefined;
  onChange: (words: string[]) => void;
}) {
  const { words = [], description, ...field } = props;
  const t = useText(editorTexts);
  return (
    <TagsInput {...field} description={[description, t('enter')].filter(Boolean).join('. ')} maxLength={200} value={words} />
  );
}
