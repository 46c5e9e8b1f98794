'use client';

type Props = { error: Error & { digest?: string }; reset: () => void };

/** The last resort, when even the frame broke: no texts by language and no style can be counted on. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="pt-BR">
      <body>
        <title>Chat-Bot</title>
        <main>
          <h1>Algo deu errado</h1>
          <p>Something went wrong. · Algo salió mal.</p>
          <button type="button" onClick={reset}>
            Tentar de novo · Try again · Reintentar
          </button>
          {error.digest && <p>{error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
