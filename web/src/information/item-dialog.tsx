import { Button, Checkbox, Group, Modal, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BriefingItem } from '../../../src/agreements/briefing-item.ts';
import { profileFields, questionKinds } from '../../../src/agreements/item-words.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { criterionName } from '../leads/criterion-words.ts';
import { useSoftCriteria } from '../leads/soft-criteria.ts';
import { Failure } from '../ui/failure.tsx';
import { OtherLanguages } from '../ui/other-languages.tsx';
import { uiTexts } from '../ui/texts.ts';
import { isEmpty, readIn } from '../ui/typed-words.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { fieldsOf, itemOf, type ItemFields } from './draft.ts';
import { informationTexts } from './texts.ts';

/** Asks the other team for an item, or for another form of one. `start` is what somebody missed, in their words. */
export default function ItemDialog(props: {
  item: BriefingItem | null;
  start: string;
  taken: readonly string[];
  onClose: () => void;
}) {
  const { item, start, taken, onClose } = props;
  const t = useText(informationTexts);
  const ui = useText(uiTexts);
  const say = useUndo();
  const { language } = useLanguage();
  const [fields, setFields] = useState<ItemFields>({
    ...fieldsOf(item, language),
    ...(start && { label: { en: '', da: '', nb: '', nl: '', [language]: start.slice(0, 200) } }),
  });
  const { agreed, named } = useSoftCriteria();
  const noted = named.find(({ key }) => key === fields.evidence) ?? { key: fields.evidence, labels: undefined };
  const isAgreed = fields.evidence === '' || agreed.some(({ key }) => key === fields.evidence);
  const criteria = [...agreed, ...(isAgreed ? [] : [noted])].map(({ key, labels }) => ({
    key,
    name: criterionName({ key, kind: '', labels }, language),
  }));
  const [tried, setTried] = useState(false);
  const set = (changes: Partial<ItemFields>) => setFields({ ...fields, ...changes });
  const lacksLabel = isEmpty(fields.label);
  const lacksChoices = fields.kind === 'choice' && fields.choices.length < 2;
  const ask = useCommand(
    () =>
      api.post('/item-requests', {
        kind: item ? 'change' : 'add',
        item: itemOf(fields, item, taken, language),
        ...(fields.why[language].trim() && { why: fields.why[language].trim() }),
      }),
    {
      refresh: ['/item-requests'],
      done: () => {
        say(t('asked'));
        onClose();
      },
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(item ? 'changeTitle' : 'askTitle')}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!lacksLabel && !lacksChoices) ask.mutate();
        }}
      >
        <TextInput
          label={t('label')}
          description={t('labelHint')}
          required
          maxLength={200}
          value={fields.label[language]}
          error={tried && lacksLabel && t('needLabel')}
          onChange={({ currentTarget: { value } }) => set({ label: { ...fields.label, [language]: value } })}
          data-autofocus
        />
        <Textarea
          label={t('why')}
          description={t('whyHint')}
          autosize
          minRows={1}
          maxLength={200}
          value={fields.why[language]}
          onChange={({ currentTarget: { value } }) => set({ why: { ...fields.why, [language]: value } })}
        />
        <OtherLanguages nearest>
          {(each, name) => (
            <fieldset key={each} lang={each}>
              <legend>{name}</legend>
              <TextInput
                label={t('label')}
                maxLength={200}
                placeholder={readIn(fields.label)[each]}
                value={fields.label[each]}
                onChange={({ currentTarget: { value } }) => set({ label: { ...fields.label, [each]: value } })}
              />
              <TextInput
                label={t('why')}
                maxLength={200}
                placeholder={readIn(fields.why)[each]}
                value={fields.why[each]}
                onChange={({ currentTarget: { value } }) => set({ why: { ...fields.why, [each]: value } })}
              />
            </fieldset>
          )}
        </OtherLanguages>
        <NativeSelect
          label={t('owed')}
          value={fields.leadType}
          onChange={({ currentTarget: { value } }) => set({ leadType: value as ItemFields['leadType'] })}
          data={(['all', 'hot', 'other'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <NativeSelect
          label={t('onForms')}
          value={fields.kind}
          onChange={({ currentTarget: { value } }) => set({ kind: value as ItemFields['kind'] })}
          data={[...questionKinds, 'none' as const].map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
        {fields.kind !== 'none' && (
          <TextInput
            label={t('question')}
            description={t('questionHint')}
            maxLength={200}
            value={fields.question}
            onChange={({ currentTarget: { value } }) => set({ question: value })}
          />
        )}
        {fields.kind === 'choice' && (
          <TagsInput
            label={t('choices')}
            description={t('choicesHint')}
            maxTags={30}
            value={[...fields.choices]}
            error={tried && lacksChoices && t('needChoices')}
            onChange={(choices) => set({ choices })}
          />
        )}
        <NativeSelect
          label={t('profile')}
          value={fields.profile}
          onChange={({ currentTarget: { value } }) => set({ profile: value as ItemFields['profile'] })}
          data={[
            { value: '', label: t('profile_none') },
            ...profileFields.map((value) => ({ value, label: t(`field_${value}`) })),
          ]}
        />
        <NativeSelect
          label={t('byEvidence')}
          value={fields.evidence}
          onChange={({ currentTarget: { value } }) => set({ evidence: value })}
          data={[{ value: '', label: t('byEvidence_none') }, ...criteria.map(({ key, name }) => ({ value: key, label: name }))]}
        />
        <TextInput
          label={t('byTrait')}
          description={t('byTraitHint')}
          maxLength={200}
          value={fields.trait}
          onChange={({ currentTarget: { value } }) => set({ trait: value })}
        />
        <Checkbox
          label={t('onCall')}
          color="ink"
          checked={fields.call}
          onChange={({ currentTarget: { checked } }) => set({ call: checked })}
        />
        <Failure error={ask.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={ask.isPending}>
            {t('send')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
