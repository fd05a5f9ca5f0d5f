import './failure.css';
import { ApiProblem } from '../app/api.ts';
import { useFailureWords } from './failure-words.ts';

/** Why a form could not be sent, above its button; faults of single fields stand at the fields. `signedOut` words a refused sign-in. */
export function Failure({ error, signedOut }: { error: unknown; signedOut?: string }) {
  const words = useFailureWords();
  if (!error || (error instanceof ApiProblem && error.status === 400 && error.errors.length > 0)) return null;
  const { title, advice, detail } = words(error);
  const refusedSignIn = signedOut !== undefined && error instanceof ApiProblem && error.status === 401;
  return (
    <div className="failure" role="alert">
      <p>{refusedSignIn ? signedOut : title}</p>
      {advice !== undefined && <p className="small">{advice}</p>}
      {detail !== undefined && (
        <p className="small" lang="en">
          {detail}
        </p>
      )}
    </div>
  );
}
