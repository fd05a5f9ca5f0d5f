import { useLanguage, useText } from '../app/language.tsx';
import { useReasons, type Reason } from '../touchpoints/story.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { settingsTexts } from './texts.ts';

const kinds = ['rejected', 'recycled', 'disqualified'] as const;

/** The catalogues of reasons and what each leads to. */
export function ReasonSettings() {
  const t = useText(settingsTexts);
  const { language } = useLanguage();
  const { data, error, refetch } = useReasons();
  const repair = ({ repair, nurtureDays }: Reason) => {
    if (repair !== 'nurture') return t(`repair_${repair}`);
    return nurtureDays === null ? t('repair_nurtureOpen') : t('repair_nurture', { days: nurtureDays });
  };
  return (
    <>
      <PageHeading answer={t('reasonsAnswer')} sub={t('reasonsSub')} />
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data ? (
        kinds.map((kind) => (
          <Panel key={kind} title={t(`kind_${kind}`)}>
            <dl className="reasons">
              {data.items
                .filter((reason) => reason.kind === kind)
                .map((reason) => (
                  <div key={reason.code}>
                    <dt>{reason.label[language]}</dt>
                    <dd className="second">{repair(reason)}</dd>
                  </div>
                ))}
            </dl>
          </Panel>
        ))
      ) : (
        <Loading lines={6} />
      )}
    </>
  );
}
