import type { ShownContent } from './types.ts';

/** What was answered in a form of ours. */
export default function ChoiceAnswers({ choice }: { choice: NonNullable<ShownContent['choice']> }) {
  const answers = Object.entries(choice.answers);
  return (
    <>
      {choice.description && <p className="text-foreground-muted wrap-anywhere">{choice.description}</p>}
      {answers.length > 0 && (
        <dl className="message-answers">
          {answers.map(([question, answer]) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
