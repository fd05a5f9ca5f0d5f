import './version-list.css';
import { Link } from '@tanstack/react-router';
import { useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { agreementTexts } from './texts.ts';

export interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly state: 'in_force' | 'signed' | 'waiting' | 'superseded';
  readonly signatures: readonly { readonly fullName: string }[];
}

const tones: Record<Versioned['state'], Tone> = { in_force: 'ok', signed: 'ok', waiting: 'warn', superseded: 'neutral' };

/** How a version stands: in force, waiting for signatures, replaced. */
export function VersionPill({ of: { state, signatures } }: { of: Versioned }) {
  const t = useText(agreementTexts);
  return <Pill tone={tones[state]}>{state === 'waiting' ? t('waiting', { n: signatures.length }) : t(state)}</Pill>;
}

/** Every version there ever was, newest first; each opens as it was signed. */
export function VersionList<Version extends Versioned>(props: {
  versions: readonly Version[];
  shown: number;
  since: (version: Version) => string;
}) {
  const { versions, shown, since } = props;
  const t = useText(agreementTexts);
  return (
    <div className="no-print">
      <Panel title={t('versions')}>
        <ul className="versions">
          {versions.map((each) => (
            <li key={each.id}>
              <div className="versions-head">
                <Link
                  to="."
                  search={{ version: each.version } as never}
                  aria-current={each.version === shown ? 'page' : undefined}
                >
                  {t('version', { version: each.version })}
                </Link>
                <VersionPill of={each} />
              </div>
              <p className="second small">
                {since(each)} ·{' '}
                {each.signatures.length === 0
                  ? t('nobodySigned')
                  : t('signedBy', { names: each.signatures.map(({ fullName }) => fullName).join(', ') })}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
