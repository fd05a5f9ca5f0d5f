import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Reason } from '../../../src/reasons/schema.ts';
import { useText } from '../app/language.tsx';
import { ReasonChoice } from '../leads/reason-choice.tsx';
import { uiTexts } from '../ui/texts.ts';
import { giveBackTexts } from './give-back-texts.ts';
import { handoffTexts } from './texts.ts';

/** Gives a hand-off back for exactly one reason; each says what follows from it. */
export default function GiveBackDialog(props: {
  name: string;
  pending: boolean;
  onGiveBack: (body: { reason: string; comment?: string }) => void;
  onClose: () => void;
}) {
  const { name, pending, onGiveBack, onClose } = props;
  const t = useText(handoffTexts);
  const words = useText(giveBackTexts);
  const ui = useText(uiTexts);
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState('');
  const repair = useRepair();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words('giveBackTitle', { name })}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) onGiveBack({ reason, ...(comment.trim() && { comment: comment.trim() }) });
        }}
      >
        <ReasonChoice
          kind="rejected"
          label={words('giveBackWhy')}
          value={reason}
          onChoose={({ code }) => setReason(code)}
          describe={repair}
        />
        <Textarea
          label={words('comment')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" color="sales" disabled={reason === ''} loading={pending}>
            {t('giveBackDo')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const repairs = {
  nurture: 'repairNurture',
  fix_source: 'repairFixSource',
  fix_field: 'repairFixField',
  disqualify: 'repairDisqualify',
  appeal: 'repairAppeal',
} as const;

/** What follows from a reason, in words. */
function useRepair(): (reason: Reason) => string {
  const t = useText(giveBackTexts);
  return ({ repair, nurtureDays }) => t(repairs[repair], { days: nurtureDays ?? 0 });
}
