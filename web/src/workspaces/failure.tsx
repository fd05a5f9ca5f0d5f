import { ApiProblem } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { uiTexts } from '../ui/texts.ts';

/** Why a form could not be sent, in one line above its button. Faults of single fields stand at the fields. */
export function Failure({ error }: { error: unknown }) {
  const t = useText(uiTexts);
  if (!error || (error instanceof ApiProblem && error.errors.length > 0)) return null;
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <p className="door-alert" role="alert">
      {problem?.status === 0 ? t('unreachable') : problem?.detail || t('unexpectedDetail')}
    </p>
  );
}
