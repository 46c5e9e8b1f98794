/** One message of a dialogue: who writes (`>` them, `<` us), after how many minutes, and what. */
export type Turn = { isTheirs: boolean; afterMinutes: number; text: string; kind: TurnKind };
export type TurnKind = 'text' | 'image' | 'document' | 'location';

/** `> 5 text`: they, five minutes later. `> 5 [image] caption`: with a picture. */
function dialogue(lines: string): Turn[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, who, minutes, kind, text = ''] =
        /^\s*([<>]) (\d+) (?:\[(image|document|location)\] ?)?(.*)$/.exec(line) ?? [];
      return {
        isTheirs: who === '>',
        afterMinutes: Number(minutes),
        text,
        kind: (kind ?? 'text') as TurnKind,
      };
    });
}

/** What people say to a company that puts up solar panels. The opening comes before; each goes on from there. */
export const DIALOGUES: readonly Turn[][] = [
  dialogue(`
    < 4 Olá, aqui é da Vale do Ipê. Para fazer um orçamento preciso do valor médio da sua conta de luz. Pode me dizer?
    > 11 Vem uns 620 por mês
    < 3 Perfeito. O telhado é de telha cerâmica ou metálica?
    > 6 Cerâmica
    < 8 Com isso chegamos a 8 placas e uma economia de uns 90% na conta. Mando a proposta ainda hoje.
    > 14 Ótimo, fico esperando`),
  dialogue(`
    < 7 Bom dia. É para casa ou comércio?
    > 3 Comércio, tenho uma padaria
    > 1 [image] Essa é a última conta
    < 12 Obrigado, recebi. O consumo é alto à noite também?
    > 9 Sim, o forno liga às 3 da manhã
    < 5 Entendi. Vou pedir ao engenheiro uma simulação com os seus horários.`),
  dialogue(`
    < 5 Oi, tudo bem? Em que cidade fica o imóvel?
    > 2 [location] Sítio Boa Vista
    < 10 Atendemos aí sim. A visita técnica é gratuita. Quinta às 9h ou sexta às 14h?
    > 25 Sexta é melhor
    < 2 Marcado: sexta às 14h. O técnico liga quando estiver a caminho.
    > 3 Combinado`),
  dialogue(`
    < 6 Olá. Já viu nossa página de simulação? Com o CEP e o valor da conta ela mostra a economia.
    > 20 Vi, deu 480 por mês. Tem financiamento?
    < 4 Tem, em até 60 vezes, e a parcela costuma ficar menor que a economia.
    > 8 E se eu vender a casa?
    < 3 O sistema fica no imóvel e valoriza a venda. Se preferir, também dá para transferir.
    > 15 Vou conversar com minha esposa e te falo`),
  dialogue(`
    < 9 Boa tarde. Posso ajudar, sim. Quantas pessoas moram na casa?
    > 4 Somos cinco, com três aparelhos de ar condicionado
    < 6 Nesse caso o ideal é um sistema de 6,5 kWp. Tem a conta de luz em PDF?
    > 18 [document] Segue
    < 11 Recebido. Amanhã cedo mando dois orçamentos para comparar.`),
  dialogue(`
    < 3 Oi. Quer que eu ligue ou prefere por aqui?
    > 2 Por aqui mesmo
    < 2 Certo. O que já recebeu de outras empresas?
    > 30 Uma proposta de 27 mil, 10 placas de 550
    < 13 Consigo 10 placas de 585 pelo mesmo preço, com 12 anos de garantia do inversor.
    > 5 Interessante. Qual o prazo de instalação?`),
  dialogue(`
    < 8 Olá, obrigado pelo contato. A casa é própria?
    > 16 É alugada, mas o dono topa
    < 4 Então precisamos de uma autorização simples dele. Mando o modelo?
    > 3 Pode mandar`),
];

/** How a conversation begins, by where the person comes from. `{code}` is filled in with the code of the link. */
export const OPENINGS = {
  link: ['Olá, vi o site e quero um orçamento {code}', 'Oi, quero saber quanto economizo {code}'],
  ad: ['Oi, vi o anúncio. Como funciona?', 'Olá, esse desconto do anúncio ainda vale?', 'Quero saber mais'],
  text: ['Oi, vim por indicação da minha vizinha', 'Boa tarde, um amigo me indicou vocês'],
  alias: ['Olá, faço parte do SaaS parceiro e quero condições', 'Oi, venho pelo SaaS'],
  default: [
    'Oi, bom dia. Vocês instalam energia solar?',
    'Boa tarde, gostaria de um orçamento',
    'Olá, quanto custa para uma casa de 3 quartos?',
    'Oi, minha conta de luz está vindo muito alta',
  ],
} as const;

/** What people ask last, and still wait for an answer to. */
export const QUESTIONS = [
  'Conseguiu ver meu orçamento?',
  'Vocês trabalham no sábado?',
  'Qual o prazo para instalar?',
  'Dá para parcelar em 36 vezes?',
  'Oi, alguém pode me responder?',
  'A garantia cobre granizo?',
  'Posso mandar a conta por aqui?',
] as const;

/** The advertisements that were running. */
export const ADS = [
  {
    id: '120226305854810726',
    headline: 'Sua conta de luz até 95% menor',
    body: 'Simule grátis pelo WhatsApp',
  },
  { id: '120226305854810911', headline: 'Energia solar sem entrada', body: 'Parcelas a partir de R$ 189' },
] as const;
