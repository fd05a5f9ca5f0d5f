import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { matches } from '../../../src/channels/patterns.ts';
import { ruleFields } from '../../../src/channels/rules.ts';
import type { RuleLine } from '../../../src/channels/schema.ts';
import { channels, type Channel } from '../../../src/touchpoints/kinds.ts';
import { useText } from '../app/language.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useRoadWords } from './road-words.ts';
import { channelTexts } from './texts.ts';

/** One rule: what is looked at, and what it becomes. */
export function RuleDialog(props: { rule: RuleLine; isNew: boolean; onDone: (rule: RuleLine) => void; onClose: () => void }) {
  const { rule, isNew, onDone, onClose } = props;
  const t = useText(channelTexts);
  const ui = useText(uiTexts);
  const words = useRoadWords();
  const form = useForm({
    initialValues: {
      field: rule.field,
      match: rule.match,
      value: rule.value,
      channel: optional(rule.set.channel),
      source: rule.set.source ?? '',
      medium: rule.set.medium ?? '',
      campaign: rule.set.campaign ?? '',
    },
    validate: {
      value: (value) => (value.trim() ? null : t('needed')),
      channel: (channel, { source, medium, campaign }) =>
        channel || [source, medium, campaign].some((name) => name.trim()) ? null : t('needsName'),
    },
  });
  const submit = ({ field, match, value, channel, source, medium, campaign }: typeof form.values) =>
    onDone({
      field,
      match,
      value: value.trim(),
      set: {
        ...(channel && { channel }),
        ...(source.trim() && { source: source.trim().toLowerCase() }),
        ...(medium.trim() && { medium: medium.trim().toLowerCase() }),
        ...(campaign.trim() && { campaign: campaign.trim() }),
      },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? t('newRule') : t('changeRule')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form className="stack" noValidate onSubmit={form.onSubmit(submit)}>
        <div className="rule-pair">
          <NativeSelect
            label={t('when')}
            data={ruleFields.map((field) => ({ value: field, label: t(`field_${field}`) }))}
            {...form.getInputProps('field')}
          />
          <NativeSelect
            label=" "
            aria-label={t('how')}
            data={matches.map((match) => ({ value: match, label: t(`match_${match}`) }))}
            {...form.getInputProps('match')}
          />
        </div>
        <TextInput label={t('value')} data-autofocus maxLength={200} {...form.getInputProps('value')} />
        <fieldset className="rule-set stack">
          <legend>{t('becomes')}</legend>
          <NativeSelect
            label={t('toChannel')}
            data={[{ value: '', label: t('keeps') }, ...channels.map((value) => ({ value, label: words.channel(value) }))]}
            {...form.getInputProps('channel')}
          />
          <TextInput label={t('field_source')} placeholder={t('keeps')} maxLength={200} {...form.getInputProps('source')} />
          <TextInput label={t('field_medium')} placeholder={t('keeps')} maxLength={200} {...form.getInputProps('medium')} />
          <TextInput label={t('field_campaign')} placeholder={t('keeps')} maxLength={200} {...form.getInputProps('campaign')} />
        </fieldset>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit">{t('save')}</Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Nothing chosen is the empty value of a select. */
const optional = (channel: Channel | undefined): Channel | '' => channel ?? '';
