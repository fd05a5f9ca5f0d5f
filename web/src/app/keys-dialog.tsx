import { Modal } from '@mantine/core';
import { useText } from './language.tsx';
import { appTexts } from './texts.ts';
import { useActiveKeys } from './use-keys.ts';

/** All keys that work on the screen that is open. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useText(appTexts);
  const bindings = useActiveKeys();
  const latest = [...new Map(bindings.map((binding) => [binding.keys, binding])).values()];
  // The screen's own keys first; what works everywhere after them.
  const everywhere = ({ keys }: { keys: string }) => keys === '?' || keys.startsWith('g ');
  const shown = [
    ...latest.filter((each) => !everywhere(each)),
    ...latest.filter(everywhere),
    { keys: 'Ctrl K', does: t('searchLabel') },
  ];
  return (
    <Modal opened onClose={onClose} title={t('keys')} closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className="keys-list">
        {shown.map(({ keys, does }) => (
          <div key={keys}>
            <dd>{does}</dd>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} className="key">
                  {key.length === 1 ? key.toUpperCase() : key}
                </kbd>
              ))}
            </dt>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
