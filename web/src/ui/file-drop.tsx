import './file-drop.css';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** Takes one file, dropped or chosen. `accept` is the input's own list (".csv,.xml"); `progress` 0 to 1 while it is sent. */
export function FileDrop(props: { accept: string; hint?: string; progress?: number | undefined; onFile: (file: File) => void }) {
  const { accept, hint, progress, onFile } = props;
  const t = useText(uiTexts);
  const [over, setOver] = useState(false);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is the pointer's way; the keyboard has the file field inside
    <label
      className="file-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <IconFileUpload size={26} stroke={1.5} aria-hidden />
      <span className="file-drop-words">{t('chooseFile')}</span>
      {hint !== undefined && <span className="second small">{hint}</span>}
      <input
        type="file"
        className="off-screen"
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file may be chosen again after it was corrected.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      {progress !== undefined && <progress className="file-drop-progress" value={progress} max={1} aria-label={t('loading')} />}
    </label>
  );
}
