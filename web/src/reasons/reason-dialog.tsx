import { Button, Group, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { alike, MOST_NURTURE_DAYS, repairsOf, type Repair } from '../../../src/reasons/catalogue.ts';
import type { Reason } from '../../../src/reasons/schema.ts';
import { api, ApiProblem, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useReasons } from '../touchpoints/story.ts';
import { Failure } from '../ui/failure.tsx';
import { OtherLanguages } from '../ui/other-languages.tsx';
import { uiTexts } from '../ui/texts.ts';
import { numbersIn } from '../ui/typed-numbers.ts';
import { isEmpty, readIn, typedIn, wordsOf } from '../ui/typed-words.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { addressOf, whereReasonsAre } from './address.ts';
import { reasonTexts } from './texts.ts';

/** Says a reason, or says it anew; one language is enough. `others` are those of its catalogue it must read unlike. */
export default function ReasonDialog(props: {
  kind: Reason['kind'];
  reason: Reason | null;
  others: readonly Reason[];
  onClose: () => void;
}) {
  const { kind, reason, others, onClose } = props;
  const t = useText(reasonTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { refetch } = useReasons();
  const say = useUndo();
  const [label, setLabel] = useState(wordsOf(reason?.label, language));
  const [repair, setRepair] = useState<Repair>(reason?.repair ?? repairsOf[kind][0] ?? 'nurture');
  const [days, setDays] = useState<number | ''>(reason ? (reason.nurtureDays ?? '') : 90);
  const [tried, setTried] = useState(false);
  const rests = repair === 'nurture';
  const lacksDays = rests && (days === '' || days < 1 || days > MOST_NURTURE_DAYS);
  const same = isEmpty(label) ? undefined : alike(readIn(label), others);
  const fault = isEmpty(label)
    ? t('needLabel')
    : same && t(same.retiredAt === null ? 'isThere' : 'isRetired', { reason: same.label[language] });
  const save = useCommand(
    () => {
      const said = { label: typedIn(label), ...(rests && { nurtureDays: days }) };
      return reason
        ? api.put<Reason>(addressOf(reason), { version: reason.version, ...said })
        : api.post<Reason>('/reasons', { kind, repair, ...said });
    },
    {
      refresh: whereReasonsAre,
      done: () => {
        say(t('saved'));
        onClose();
      },
    },
  );
  const words = (each: Repair) => (each === 'nurture' ? t('choose_nurture') : t(`repair_${each}`));
  return (
    <Modal
      opened
      onClose={onClose}
      title={reason ? t('change', { reason: reason.label[language] }) : t('add')}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fault || lacksDays) return;
          save.mutate(undefined, {
            onError: (error) => error instanceof ApiProblem && error.status === 409 && void refetch(),
          });
        }}
      >
        <p className="second">{t(`kind_${kind}`)}</p>
        <TextInput
          label={t('label')}
          required
          maxLength={200}
          value={label[language]}
          error={tried && fault}
          onChange={({ currentTarget: { value } }) => setLabel({ ...label, [language]: value })}
          data-autofocus
        />
        <OtherLanguages nearest>
          {(each, name) => (
            <TextInput
              key={each}
              lang={each}
              label={name}
              maxLength={200}
              placeholder={readIn(label)[each]}
              value={label[each]}
              onChange={({ currentTarget: { value } }) => setLabel({ ...label, [each]: value })}
            />
          )}
        </OtherLanguages>
        {!reason && repairsOf[kind].length > 1 && (
          <NativeSelect
            label={t('repair')}
            value={repair}
            onChange={({ currentTarget: { value } }) => setRepair(value as Repair)}
            data={repairsOf[kind].map((value) => ({ value, label: words(value) }))}
          />
        )}
        {rests && (
          <NumberInput
            label={t('days')}
            {...(reason && { description: t('daysHint') })}
            required
            min={1}
            max={MOST_NURTURE_DAYS}
            {...numbersIn(format)}
            decimalScale={0}
            value={days}
            error={tried && lacksDays && t('needDays', { most: MOST_NURTURE_DAYS })}
            onChange={(value) => setDays(typeof value === 'number' ? value : '')}
          />
        )}
        {reason && kind === 'rejected' && <p className="second small">{t('repairStays', { repair: words(repair) })}</p>}
        <Failure error={save.error} {...(reason && { when: { 409: t('outrun', { reason: reason.label[language] }) } })} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
