import { Button, Checkbox, Group, Modal, MultiSelect, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useText } from '../app/language.tsx';
import { industryChoices, industryKept, industryName } from '../definitions/trade-words.ts';
import { uiTexts } from '../ui/texts.ts';
import { countryChoices } from '../workspaces/countries.ts';
import { nameOf } from './condition-words.ts';
import { faultsIn, fieldsOf, noFields, ruleOf, type Rule, type RuleFault, type RuleFields } from './draft.ts';
import type { Rep } from './routing-settings.tsx';
import { routingTexts } from './texts.ts';

/** The languages that leads of these markets speak; another that a rule has already stays a choice. */
const spoken = ['da', 'nb', 'sv', 'fi', 'is', 'nl', 'en', 'de', 'fr', 'es', 'pt', 'it', 'pl'];

/** One rule: what it asks of a lead, and who gets those. `rule` null begins a new one. */
export function RuleDialog(props: {
  rule: Rule | null;
  reps: readonly Rep[];
  onDone: (rule: Rule) => void;
  onClose: () => void;
}) {
  const { rule, reps, onDone, onClose } = props;
  const t = useText(routingTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const [fields, setFields] = useState<RuleFields>(rule ? fieldsOf(rule) : noFields);
  const [asked, setAsked] = useState(false);
  const faults = faultsIn(fields);
  const fault = (each: RuleFault) => asked && faults.includes(each) && t(each);
  const set = (changes: Partial<RuleFields>) => setFields({ ...fields, ...changes });
  const known = countryChoices(language);
  const otherCountries = fields.countries.filter((code) => !known.some(({ value }) => value === code));
  const languages = [...new Set([...spoken, ...fields.languages])];
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(rule ? 'changeRule' : 'newRule')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (faults.length === 0) onDone(ruleOf(fields));
        }}
      >
        <TextInput
          label={t('name')}
          data-autofocus
          maxLength={200}
          value={fields.name}
          error={fault('needsName')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <fieldset className="rule-set stack">
          <legend>{t('when')}</legend>
          <p className="second small">{t('whenHint')}</p>
          <MultiSelect
            label={t('countries')}
            searchable
            data={[...known, ...otherCountries.map((value) => ({ value, label: nameOf('region', value, language) }))]}
            value={[...fields.countries]}
            onChange={(countries) => set({ countries })}
          />
          <MultiSelect
            label={t('languages')}
            searchable
            data={languages.map((value) => ({ value, label: nameOf('language', value, language) }))}
            value={[...fields.languages]}
            onChange={(next) => set({ languages: next })}
          />
          <TagsInput
            label={t('industries')}
            description={t('industriesHint')}
            maxLength={200}
            data={industryChoices(language)}
            value={fields.industries.map((industry) => industryName(industry, language))}
            onChange={(shown) => set({ industries: shown.map((each) => industryKept(each, language)) })}
          />
          <div className="rule-pair">
            <NumberInput
              label={t('employeesFrom')}
              min={0}
              max={10_000_000}
              allowDecimal={false}
              hideControls
              value={fields.employeesFrom}
              onChange={(value) => set({ employeesFrom: countOf(value) })}
            />
            <NumberInput
              label={t('employeesTo')}
              min={0}
              max={10_000_000}
              allowDecimal={false}
              hideControls
              value={fields.employeesTo}
              error={fault('employeesTurned')}
              onChange={(value) => set({ employeesTo: countOf(value) })}
            />
          </div>
          <NativeSelect
            label={t('leadType')}
            value={fields.leadType}
            error={fault('needsCondition')}
            onChange={({ currentTarget: { value } }) => set({ leadType: value === 'hot' || value === 'other' ? value : '' })}
            data={[
              { value: '', label: t('anyLead') },
              { value: 'hot', label: t('onlyHot') },
              { value: 'other', label: t('onlyOther') },
            ]}
          />
        </fieldset>
        <Reps reps={reps} weights={fields.weights} fault={fault('needsRep')} onChange={(weights) => set({ weights })} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit">{t('done')}</Button>
        </Group>
      </form>
    </Modal>
  );
}

/** An emptied field of numbers tells an empty text. */
const countOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

/** Who gets them, and how much of them: of weight 2 twice as many as of weight 1. Who has left is no choice any more. */
function Reps(props: {
  reps: readonly Rep[];
  weights: RuleFields['weights'];
  fault: string | false;
  onChange: (weights: RuleFields['weights']) => void;
}) {
  const { reps, weights, fault, onChange } = props;
  const t = useText(routingTexts);
  const chosen = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, weights[id] ?? 1]));
  const ids = reps.map(({ id }) => id).filter((id) => id in weights);
  return (
    <fieldset className="rule-set stack">
      <legend>{t('goTo')}</legend>
      <p className="second small">{reps.length === 0 ? t('noReps') : t('weightHint')}</p>
      <ul className="routing-reps">
        {reps.map(({ id, name }) => (
          <li key={id}>
            <Checkbox
              label={name}
              color="ink"
              checked={id in weights}
              onChange={({ currentTarget: { checked } }) =>
                onChange(chosen(checked ? [...ids, id] : ids.filter((each) => each !== id)))
              }
            />
            {id in weights && (
              <NumberInput
                className="routing-weight"
                aria-label={t('weightOf', { name })}
                min={0.1}
                max={100}
                step={1}
                clampBehavior="strict"
                decimalScale={1}
                value={weights[id] ?? 1}
                onChange={(value) => typeof value === 'number' && value >= 0.1 && onChange({ ...weights, [id]: value })}
              />
            )}
          </li>
        ))}
      </ul>
      {fault && (
        <p className="routing-fault small" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
