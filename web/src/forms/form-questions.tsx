import { Checkbox, MultiSelect, NativeSelect } from '@mantine/core';
import type { BriefingItem } from '../../../src/agreements/briefing-item.ts';
import { profileFieldOf, questionOf } from '../../../src/agreements/items.ts';
import type { Form } from '../../../src/forms/schema.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useShareWords } from '../feedback/share-words.ts';
import { sourceTexts } from '../information/source-texts.ts';
import { criterionName } from '../leads/criterion-words.ts';
import { useSoftCriteria } from '../leads/soft-criteria.ts';
import { Panel } from '../ui/panel.tsx';
import { withQuestion, type FormDraft } from './draft.ts';
import { formTexts } from './texts.ts';

type Field = FormDraft['fields'][number];

/** Which items a form asks, which must be answered, what their answers are evidence of, and how often they are answered. */
export function FormQuestions(props: {
  items: readonly BriefingItem[];
  figures: Form['fields'];
  fields: readonly Field[];
  disabled: boolean;
  fault: boolean;
  onChange: (fields: readonly Field[]) => void;
}) {
  const { items, figures, fields, disabled, fault, onChange } = props;
  const t = useText(formTexts);
  const { language } = useLanguage();
  const share = useShareWords();
  const askable = items.filter((item) => questionOf(item) && item.key !== 'email' && profileFieldOf(item) !== 'email');
  const order = askable.map(({ key }) => key);
  const gone = fields.filter(({ item }) => !order.includes(item));
  const set = (changed: Field) => onChange(fields.map((field) => (field.item === changed.item ? changed : field)));
  return (
    <Panel title={t('questions')} sub={t('questionsSub')}>
      <fieldset className="form-part" disabled={disabled}>
        <ul className="form-questions">
          {askable.map((item) => {
            const field = fields.find((each) => each.item === item.key);
            const figure = figures.find((each) => each.item === item.key);
            return (
              <li key={item.key}>
                <Checkbox
                  label={(questionOf(item)?.question ?? item.label)[language]}
                  description={figure && figure.asked > 0 ? `${share(figure.answered, figure.asked)} ${t('filled')}` : undefined}
                  color="ink"
                  checked={field !== undefined}
                  onChange={({ currentTarget: { checked } }) => onChange(withQuestion(fields, item.key, checked, order))}
                />
                {field && <FieldChoices item={item} field={field} onChange={set} />}
              </li>
            );
          })}
          {gone.map(({ item }) => (
            <li key={item}>
              <Checkbox
                label={item}
                description={t('notAsked')}
                color="ink"
                checked
                onChange={() => onChange(withQuestion(fields, item, false, order))}
              />
            </li>
          ))}
        </ul>
        {fault && (
          <p className="form-fault small" role="alert">
            {t('needFields')}
          </p>
        )}
      </fieldset>
    </Panel>
  );
}

function FieldChoices({ item, field, onChange }: { item: BriefingItem; field: Field; onChange: (field: Field) => void }) {
  const t = useText(formTexts);
  const words = useText(sourceTexts);
  const { language } = useLanguage();
  const { agreed } = useSoftCriteria();
  const { asserts = null } = field;
  const name = item.label[language];
  const question = questionOf(item);
  const answers =
    question?.kind === 'yes_no'
      ? (['yes', 'no'] as const).map((value) => ({ value, label: words(value) }))
      : (question?.choices?.map(({ key, label }) => ({ value: key, label: label[language] })) ?? []);
  return (
    <div className="form-field">
      <Checkbox
        label={t('required')}
        aria-label={t('requiredOf', { item: name })}
        color="ink"
        checked={field.required ?? false}
        onChange={({ currentTarget: { checked } }) => onChange({ ...field, required: checked })}
      />
      <NativeSelect
        aria-label={t('asserts', { item: name })}
        value={asserts?.criterion ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...field, asserts: value === '' ? null : { criterion: value } })}
        data={[
          { value: '', label: t('assertsNone') },
          ...agreed.map((each) => ({
            value: each.key,
            label: t('asserts', { item: '' }).trim() + ' ' + criterionName({ ...each, kind: 'evidence' }, language),
          })),
        ]}
      />
      {asserts && answers.length > 0 && (
        <MultiSelect
          label={t('assertsWhen')}
          data={answers}
          value={asserts.when ?? []}
          onChange={(when) => onChange({ ...field, asserts: { criterion: asserts.criterion, ...(when.length > 0 && { when }) } })}
        />
      )}
    </div>
  );
}
