/** Words for fictional Brazilians and their companies, the commonest first: whoever draws skews towards the front. */

const split = (text: string) => text.trim().split(/\s+/);

export const FIRST_NAMES = split(`
  Maria José Ana João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno
  Eduardo Felipe Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago Anderson Ricardo
  Márcio Jorge Sebastião Alexandre Roberto Edson Diego Vítor Sérgio Cláudio Francisca Antônia Adriana Juliana Márcia
  Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera
  Vitória Larissa Cláudia Beatriz Rita Luana Sônia Renata Eliane Josefa Simone Natália Cristiane Carla Débora Rosângela
  Jaqueline Rosa Daniela Aparecida Marlene Terezinha Raimunda Andréia Fabiana Lúcia Raquel Ângela Rafaela Joana Luzia
  Elaine Daniele Alice Isabela Valéria Regina Sofia Helena Laura Manuela Valentina Heloísa Lorena Cecília Eloá Lívia
  Marina Clara Isadora Yasmin Melissa Nicole Emanuelly Rebeca Esther Lara Catarina Maitê Olívia Agatha Milena Bianca
  Stella Caroline Priscila Tatiane Michele Mônica Kelly Elisângela Silvana Solange Viviane Roberta Gisele Karina Paloma
  Tainá Thaís Thalita Sabrina Samara Samanta Nayara Mayara Mirela Marta Miriam Neusa Nair Nilza Norma Noêmia Odete Olga
  Palmira Penha Quitéria Rosana Rosemeire Rute Salete Selma Sílvia Sueli Tânia Tereza Vilma Zilda Zenaide Zuleica
  Adriano Alan Alberto Alessandro Álvaro Artur Augusto Benedito Benjamim Bernardo Breno Caio Cássio César Cícero Clóvis
  Cristiano Davi Denílson Douglas Edmilson Élcio Emanuel Enzo Érico Everton Evandro Fabrício Flávio Geraldo Gérson
  Gilberto Gílson Heitor Hélio Henrique Hugo Igor Ígor Isaac Israel Ítalo Ivan Jair Jefferson Joaquim Jonas Jonathan
  Josué Juliano Júlio Kauã Kléber Lauro Levi Lorenzo Luan Luciano Maicon Marco Mário Maurício Mauro Miguel Milton
  Murilo Nelson Nilton Noé Norberto Orlando Oscar Osvaldo Otávio Patrick Raimundo Ramon Raul Reginaldo Reinaldo Renan
  Renato Rogério Romário Rômulo Ronaldo Rubens Samuel Saulo Severino Sílvio Teodoro Theo Ubirajara Valdir Valter
  Vicente Vinícius Wagner Washington Wellington Wesley William Yago Yuri Zacarias`);

/** Halves of the names that Brazilian parents put together themselves: the long tail of any list of customers. */
export const NAME_STARTS = split(`
  Ade Adri Al Ari Aria Au Cla Clau Clei Cris Da Dei Di Do Edi El Eli Elis Em Er Eri Fran Gei Gil Gis Hele Iva Iza Ja Jai
  Jo Joci Josi Ju Juci Jure Ke Lau Lei Lu Luci Luze Ma Mai Mar Mari Mei Nai Nei Nil Oli Ra Rai Rei Ro Rona Rosi Sila
  Sil Te Tha Va Val Vande Vani Ver Vil Wan Wil Ze`);
export const NAME_ENDS = split(`
  berto cleia cleide clécio cimar dalva demar dete dilene dinho dineia dineide eide elma elton erson gleide gleison
  ildo ilene ilma ilson ivaldo lândia laine lana lane leide leila lene liane linda line linha lize lma lvan maiara
  mara márcia marina mário melinda milson mira mirtes naldo nalva nara neide nelson nete nilda nilson rildo rina
  rivaldo rlândia rlene rluce rson sandra sângela sânio silene simeire simar son tânia tiane valda valdo vana vânia
  vilma wellen wilson zângela zete`);

export const LAST_NAMES = split(`
  Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Alves Carvalho Araújo Ribeiro
  Gomes Martins Rocha Barbosa Dias Fernandes Vieira Mendes Moreira Cardoso Lopes Soares Castro Campos Teixeira Freitas
  Machado Andrade Ramos Nunes Monteiro Moura Correia Cavalcante Pinto Batista Miranda Reis Borges Marques Duarte Melo
  Cunha Farias Pinheiro Medeiros Coelho Nogueira Azevedo Guimarães Macedo Barros Tavares Figueiredo Peixoto Brito
  Siqueira Xavier Sampaio Viana Aguiar Magalhães Bezerra Queiroz Moraes Braga Pacheco Sales Fonseca Leite Amaral
  Menezes Bastos Assis Amorim Neves Matos Prado Camargo Franco Bueno Leal Torres Rezende Toledo Paiva Chaves Lacerda
  Esteves Arruda Abreu Aragão Barreto Bandeira Bittencourt Brandão Caldas Câmara Carneiro Cordeiro Coutinho Couto
  Dantas Diniz Domingues Dutra Evangelista Falcão Feitosa Ferraz Fontes Fontenele Fraga Furtado Galvão Garcia Godoy
  Gonçalves Goulart Guedes Holanda Jardim Junqueira Lemos Linhares Lisboa Loureiro Lourenço Luz Maciel Maia Marinho
  Mascarenhas Mattos Meireles Mesquita Montenegro Morais Mota Muniz Negrão Norões Novaes Ornelas Osório Padilha Paes
  Paixão Parente Passos Penha Pereirinha Pessoa Pimenta Pimentel Pires Pontes Porto Portela Quadros Quaresma Quintana
  Rangel Rebouças Rego Rios Sá Saldanha Salgado Salles Santana Sardinha Seixas Serra Simões Sobral Sodré Taveira
  Teles Tenório Trindade Uchôa Valadares Valença Valente Vargas Vasconcelos Veloso Ventura Vidal Vilela Zanetti Bianchi
  Rossi Ferrari Russo Colombo Ricci Marino Greco Conti Bruno Galli Moretti Barbieri Lombardi Fontana Caruso Mariani
  Rinaldi Gatti Pellegrini Sartori Bertolini Zanon Zanella Dalmolin Scopel Pasqualotto Bortolini Ceccon Tanaka Sato
  Suzuki Yamamoto Watanabe Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Saito
  Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder
  Neumann Schwarz Zimmermann Krüger Hartmann Lange Werner Krause Lehmann Kowalski Nowak Wiśniewski Haddad Salim Nassif
  Maluf Sader Farah Abdalla Khoury Chedid Mansur`);

export const BUSINESS_KINDS = split(`
  Padaria Mercado Oficina Clínica Academia Farmácia Restaurante Lanchonete Papelaria Escola Pousada Sorveteria
  Lavanderia Floricultura Marcenaria Serralheria Confecções Transportes Construtora Imobiliária Ótica Livraria
  Barbearia Salão Hotel Gráfica Distribuidora Pizzaria Churrascaria Veterinária Laboratório Contabilidade Advocacia
  Engenharia Arquitetura Informática Cerâmica Laticínios Agropecuária Autopeças`);

export const BUSINESS_NAMES = [
  ...split(`
    Horizonte Aurora Primavera Esperança Imperial Central Progresso Harmonia Alvorada Ipanema Pantanal Cerrado Araucária
    Jacarandá Buriti Cajueiro Jabuticaba Guarani Tupi Tamoio Iguaçu Piracema Sabiá Beija-Flor Andorinha Arara Tucano
    Cristal Diamante Esmeralda Safira Topázio Cometa Estrela Planeta Universo Atlântica Pacífico Oriente Ocidente
    Liberdade Independência Bandeirante Pioneira União Aliança Vitória Conquista Confiança Modelo Ideal Real Nobre
    Regional Paulista Mineira Gaúcha Baiana Carioca Goiana Catarinense Nordestina Amazônia`),
  'Bela Vista',
  'Boa Esperança',
  'Campo Belo',
  'Dois Irmãos',
  'Flor do Campo',
  'Monte Verde',
  'Nova Era',
  'Novo Mundo',
  'Pão Quente',
  'Pedra Azul',
  'Ponto Certo',
  'Porto Seguro',
  'Rio Claro',
  'Santa Clara',
  'Santa Rita',
  'São Bento',
  'São Jorge',
  'São Miguel',
  'Serra Azul',
  'Sol Nascente',
  'Três Irmãs',
  'Vale Verde',
  'Vila Rica',
];

/** Area codes with an idea of how many people live behind them. Source: Anatel's national codes. */
export const AREA_CODES = [
  ...Array.from({ length: 8 }, () => 11),
  ...Array.from({ length: 5 }, () => 21),
  ...Array.from({ length: 4 }, () => 31),
  ...Array.from({ length: 3 }, () => 19),
  ...Array.from({ length: 3 }, () => 41),
  ...Array.from({ length: 3 }, () => 51),
  ...Array.from({ length: 3 }, () => 71),
  ...Array.from({ length: 3 }, () => 81),
  ...Array.from({ length: 3 }, () => 85),
  ...[
    12, 13, 14, 15, 16, 17, 18, 22, 24, 27, 28, 32, 33, 34, 35, 37, 38, 42, 43, 44, 45, 46, 47, 48, 49, 53,
    54,
  ],
  ...[55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 73, 74, 75, 77, 79, 82, 83, 84, 86, 87, 88, 89, 91, 92, 93, 94],
  ...[95, 96, 97, 98, 99],
];
