import type { FrameSet, Grammar, Group, Person } from './grammar.ts'
import {
  CLEAN,
  CRUDE_INSULT,
  HARSH,
  HATE,
  IMPLICIT,
  INSULT,
  INSULT_TO_TRADE,
  MENTIONED,
  PROFANE,
  QUOTING,
  SARCASM,
  SEXUAL,
  SLUR,
  SPAM,
  THREAT,
  THREAT_TO_GROUP,
} from './labels.ts'

/** Gender, one, several, the adjective beside a feminine noun. */
const GROUPS: Readonly<Record<string, string>> = {
  faith: `
    m, musulmán, musulmanes, musulmana; f, musulmana, musulmanas, musulmana; m, judío, judíos, judía; f, judía, judías, judía
    m, cristiano, cristianos, cristiana; m, católico, católicos, católica; m, evangélico, evangélicos, evangélica; m, budista, budistas, budista
    m, ateo, ateos, atea; m, hindú, hindúes, hindú; m, protestante, protestantes, protestante; m, mormón, mormones, mormona`,
  nation: `
    m, marroquí, marroquíes, marroquí; f, marroquí, marroquíes, marroquí; m, argelino, argelinos, argelina; m, rumano, rumanos, rumana
    m, colombiano, colombianos, colombiana; f, colombiana, colombianas, colombiana; m, venezolano, venezolanos, venezolana; m, boliviano, bolivianos, boliviana
    m, peruano, peruanos, peruana; m, ecuatoriano, ecuatorianos, ecuatoriana; m, paraguayo, paraguayos, paraguaya; m, haitiano, haitianos, haitiana
    m, mexicano, mexicanos, mexicana; m, argentino, argentinos, argentina; m, chileno, chilenos, chilena; m, cubano, cubanos, cubana
    m, chino, chinos, china; m, senegalés, senegaleses, senegalesa; m, sirio, sirios, siria; m, ucraniano, ucranianos, ucraniana
    m, ruso, rusos, rusa; m, italiano, italianos, italiana; m, francés, franceses, francesa; m, alemán, alemanes, alemana
    m, inglés, ingleses, inglesa; m, español, españoles, española; m, catalán, catalanes, catalana; m, estadounidense, estadounidenses, estadounidense
    m, pakistaní, pakistaníes, pakistaní; m, israelí, israelíes, israelí; m, palestino, palestinos, palestina; m, dominicano, dominicanos, dominicana
    m, turco, turcos, turca; m, polaco, polacos, polaca; m, nicaragüense, nicaragüenses, nicaragüense`,
  race: `
    m, negro, negros, negra; f, mujer negra, mujeres negras, negra; m, gitano, gitanos, gitana; f, gitana, gitanas, gitana; m, árabe, árabes, árabe
    m, indígena, indígenas, indígena; m, africano, africanos, africana; m, asiático, asiáticos, asiática; m, latino, latinos, latina; m, mestizo, mestizos, mestiza; m, mapuche, mapuches, mapuche`,
  gender: `
    f, mujer, mujeres, femenina; f, mujer, mujeres, femenina; f, chica, chicas, femenina; f, madre soltera, madres solteras, femenina; m, hombre, hombres, masculina`,
  love: `
    m, homosexual, homosexuales, homosexual; f, lesbiana, lesbianas, lesbiana; m, gay, gais, gay; m, bisexual, bisexuales, bisexual; m, hombre gay, hombres gais, gay`,
  trans: `
    f, mujer trans, mujeres trans, trans; m, hombre trans, hombres trans, trans; f, persona trans, personas trans, trans; f, persona no binaria, personas no binarias, no binaria`,
  age: `
    m, jubilado, jubilados, mayor; m, anciano, ancianos, anciana; m, adolescente, adolescentes, adolescente; f, persona mayor, personas mayores, mayor`,
  body: `
    m, discapacitado, discapacitados, discapacitada; m, sordo, sordos, sorda; m, ciego, ciegos, ciega; m, autista, autistas, autista; f, persona en silla de ruedas, personas en silla de ruedas, discapacitada
    f, persona con síndrome de Down, personas con síndrome de Down, discapacitada; m, obeso, obesos, obesa`,
  move: `
    m, inmigrante, inmigrantes, inmigrante; m, refugiado, refugiados, refugiada; m, extranjero, extranjeros, extranjera; m, migrante, migrantes, migrante
    f, inmigrante, inmigrantes, inmigrante; m, solicitante de asilo, solicitantes de asilo, refugiada; m, menor extranjero, menores extranjeros, extranjera`,
  class: `
    m, pobre, pobres, pobre; m, andaluz, andaluces, andaluza; m, vasco, vascos, vasca; m, campesino, campesinos, campesina; f, persona sin hogar, personas sin hogar, pobre`,
}

const groups: Group[] = Object.entries(GROUPS).flatMap(([category, list]) =>
  list
    .split(/[;\n]/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [g, one, many, which] = line.split(',').map(form => form.trim()) as [string, string, string, string]
      return {
        category,
        feminine: g === 'f',
        slots: {
          one,
          uno: `${g === 'f' ? 'una' : 'un'} ${one}`,
          pl: many,
          los: `${g === 'f' ? 'las' : 'los'} ${many}`,
          which,
        },
      }
    }),
)

const people: Person[] = [
  ...'Anselmo Joaquín Ibrahima Ramiro Hassan Fermín Wilson Aurelio Íñigo Evaristo'
    .split(' ')
    .map(name => ({ feminine: false, slots: { name } })),
  ...'Rocío Fátima Maribel Yolanda Nerea Guadalupe Amina Chelo Itziar Milagros'
    .split(' ')
    .map(name => ({ feminine: true, slots: { name } })),
]

export const es: Grammar = {
  language: 'es',
  groups,
  people,
  before:
    'He leído el artículo entero.|Es solo mi opinión.|Buenos días a todos.|Lo digo en pocas palabras.|Vivo en el barrio desde hace veinte años.|Una cosa más.|Volviendo al tema.|Interesante debate.|Sinceramente.|Respondo a la pregunta de arriba.',
  after:
    'No tengo más que decir.|Feliz domingo.|Está en el segundo párrafo.|Saludos desde la costa.|Esperemos la sentencia.|Yo lo veo así.|Ya era así antes.|Punto.|Mi vecina opina lo mismo.',
  words: {
    place:
      'Murcia|Badajoz|Rosario|Valparaíso|Medellín|Cuenca|Getafe|Arequipa|Puebla|Zaragoza|Montevideo|Lugo|Mendoza|Cartagena',
    town: 'nuestra ciudad|nuestro barrio|este país|nuestra calle|el pueblo|la comarca',
    job: 'panadero|enfermero|juez|conductor de autobús|profesor|carpintero|dentista|bombero|jardinero|librero|electricista|árbitro',
    nice: 'amables|generos<os/as>|valientes|honest<os/as>|divertid<os/as>|inteligentes|pacientes|cariños<os/as>|trabajador<es/as>|estupend<os/as>|educad<os/as>',
    niceone:
      'formidable|admirable|entrañable|generos<<o/a>>|simpátic<<o/a>>|honest<<o/a>>|brillante|buenísim<<o/a>>|divertid<<o/a>>',
    vileone:
      'asqueros<<o/a>>|repugnante|inmund<<o/a>>|despreciable|miserable|infame|apestos<<o/a>>|mugrient<<o/a>>|detestable|rastrer<<o/a>>',
    dull: 'tont<os/as>|vag<os/as>|suci<os/as>|deshonest<os/as>|violent<os/as>|atrasad<os/as>|primitiv<os/as>|codicios<os/as>|cobardes|inferiores|desagradecid<os/as>|mentiros<os/as>|asqueros<os/as>|pervertid<os/as>|enferm<os/as>|ignorantes|salvajes',
    good: 'honrad<os/as>|trabajador<es/as>|inteligentes|de fiar|educad<os/as>|valientes|sensat<os/as>|civilizad<os/as>|decentes|pacífic<os/as>',
    pest: 'una plaga|parásitos|ratas|cucarachas|un cáncer|basura|escoria|sanguijuelas|alimañas|animales|bestias|una peste|chusma|bárbaros|gusanos|una enfermedad|subhumanos|simios',
    crook:
      'ladron<es/as>|violadores|criminales|terroristas|estafador<es/as>|mentiros<os/as>|vividor<es/as>|pederastas|traidor<es/as>|narcotraficantes',
    kill: 'fusilad<os/as>|ahorcad<os/as>|gasead<os/as>|quemad<os/as> viv<os/as>|degollad<os/as>|exterminad<os/as>|ahogad<os/as>|linchad<os/as>|decapitad<os/as>|muert<os/as> a palos|eliminad<os/as>|apedread<os/as>',
    hurt: 'romperte las piernas|meterte un tiro en la cabeza|cortarte el cuello|quemarte la casa|reventarte la cara|matarte en la puerta de tu casa|partirte los dientes|enterrarte en el monte|atropellarte|rajarte',
    food: 'un café|una cerveza fría|un trozo de tarta|una buena pizza|una siesta|una entrada para el concierto',
    topic:
      'las pensiones|los alquileres|la circunvalación|el presupuesto|los molinos de viento|la huelga de trenes|el cierre del hospital|el límite de velocidad|las guarderías|el precio de la luz|la sanidad|el agua',
    thing: 'ley|reforma|aplicación|decisión|tasa|consulta|factura|norma|obra|sentencia',
    outfit:
      'el banco|el ayuntamiento|la compañía eléctrica|el ministerio|la aseguradora|el partido|la cadena|la operadora|el sindicato|la federación',
    leader:
      'el ministro|la alcaldesa|el presidente|la ministra|el diputado|la senadora|el consejero|la portavoz|el gobernador',
    time: 'ayer|la semana pasada|el martes|esta mañana|en marzo|el otro día|hace dos años|en Semana Santa',
    amount: 'doce|trescientos|cuarenta|diecisiete|dos mil|ocho|noventa',
    event:
      'la fiesta del barrio|la feria del libro|el mercadillo|la asamblea|la carrera|la verbena|el ensayo del coro|el carnaval',
    relative: 'abuela|tía|prima|hija|hermana|jefa|vecina|suegra|amiga|doctora',
    film: 'película|novela|serie|canción|obra',
    crime: 'atentado|incendio|asesinato|apuñalamiento|secuestro|atraco',
    insult:
      'idiota|imbécil|payaso|hipócrita|mentiroso|cobarde|inútil|fracasado|ignorante|bobo|cretino|estúpido|mamarracho|charlatán|necio|tonto del bote|sinvergüenza|analfabeto|mequetrefe|zoquete|lameculos|rata|parásito',
    rude: 'gilipollas|cabrón|hijo de puta|capullo|puta|pendejo|mierda|zorra|pedazo de mierda|malnacido|culero|boludo de mierda|soplapollas|comemierda|cabronazo|hijueputa|conchudo',
    slur: 'sudaca|negrata|moro de mierda|maricón|bollera|marica|travelo|panchito|mongólico|subnormal|retrasado|tortillera|guachupino|feminazi|moraco|gabacho de mierda|indio de mierda|judío de mierda',
    oath: 'joder|mierda|hostia puta|me cago en todo|coño|la puta madre|puta mierda|su puta madre',
    trade:
      'periodistas|banqueros|políticos|funcionarios|ciclistas|cazadores|árbitros|caseros|ecologistas|empresarios|sindicalistas|influencers|taxistas|abogados|progres|fachas',
    sarcasm: 'Einstein|campeón|genio|profesor|lumbreras|majestad|listillo|doña perfecta|Sherlock',
    reject:
      'vergonzoso|inadmisible|sencillamente falso|puro racismo|repugnante|indigno|una mentira|un escándalo|una vergüenza|odio y nada más|inexcusable',
    who: 'un tipo en la barra|mi propio tío|un orador en la plaza|un oyente de la radio|alguien más arriba|el candidato|un compañero|un pasajero del autobús|el vecino de enfrente',
    lewd: 'follarte|comerte toda|chupártela|metértela|hacerte gemir|cogerte toda la noche',
    bodypart: 'tus tetas|tu culo|tu coño|tus pezones|tu polla|ese culazo',
    money: '500 €|2.000 euros|10.000 dólares|350 euros|$900',
    site: 'dinero-facil24|cripto-pro|farmacia-express|citas-hot|credito-ya|gana-rapido|mas-seguidores',
    url: 'www.{site}.com|http://bit.ly/{code}|https://{site}.xyz/{code}|{site}.info|https://{site}.shop',
    code: 'x7Gh2|win99|k3Qpz|BONO50|vip24',
    goods:
      'viagra|fundas de móvil|pastillas para adelgazar|relojes réplica|seguidores|zapatillas|tarjetas regalo|cursos de cripto|bolsos de marca',
    number: '12|48|7|233|19|64|301|26',
    phone: '655 {number} {number2}|900 {number} {number2}|+34 6 {number} {number2}',
  },
  mend: text => text.replace(/\bde el /gi, 'del ').replace(/\ba el /gi, 'al '),
}

export const esFrames: readonly FrameSet[] = [
  {
    kind: 'neutral',
    count: 180,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {name} es {uno} y vive en {place}.
      nuestro {job} se casó con {uno} {time}.
      {amount} {pl} de {place} firmaron la petición sobre {topic}.
      ¿cuánt<os/as> {pl} viven en {town}?
      en {place} hay {uno} en el concejo por primera vez.
      la ley vale para {los} igual que para todos.
      el estudio preguntó a {los} por {topic}.
      {name} viene de una familia {which}.
      en el tren a {place} me senté junto a {uno} y hablamos del tiempo.
      no tod<os/as> {los} quieren lo mismo.
      la asociación de {pl} de {place} existe desde 1974.
      el museo muestra cómo vivían {los} en {place} hacia 1900.
      fue {uno} quien avisó del error en la fecha.
      el periodista podría haber preguntado a {uno} o dos.
      {los} y {los2} comparten el edificio desde 1988.
      la oficina para {pl} abre a las nueve.
      {los} pagan las mismas cuotas, según el informe.
      el papel principal lo hace {uno}.
      {name} nunca ha ocultado que es {uno}.
      en el texto hablan tres {pl} de {place}.
      {los} votan casi siempre como sus vecinos.`,
  },
  {
    kind: 'positive',
    count: 160,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      {los} de mi equipo son {nice} y {nice2}.
      sin {los}, la fiesta sería la mitad de alegre.
      me alegra que tant<os/as> {pl} vivan en {town}.
      {los} merecen los mismos derechos que todos.
      gracias a {uno} que ayudó a mi {relative} {time}.
      mis vecinos son {pl} y me trajeron sopa cuando estuve enfermo.
      {name}, {uno}, es {niceone}.
      qué alegría ver a {los} bailar en {place}.
      no es ninguna vergüenza ser {uno}.
      {los} serán siempre bienvenid<os/as> en mi mesa.
      he aprendido mucho de {los} de {place}.
      necesitamos más {pl} en el parlamento.
      me quito el sombrero ante {los} que limpiaron tras la riada.
      la cultura {which} es una suerte para {town}.
      admiro a {los} que alzan la voz sobre {topic}.
      {los} sostienen nuestros hospitales, gracias.
      que cada {one} se sienta segur<o/a> en {place}.`,
  },
  {
    kind: 'self',
    count: 100,
    labels: CLEAN,
    quotedAs: 'named',
    frames: `
      soy {uno} y el artículo me parece justo.
      como {one} que soy, leo esas cifras de otra manera.
      soy {uno}, tengo 53 años y me gusta {place}.
      cuando les dije a mis padres que era {uno}, mi padre hizo café.
      {los} tampoco estamos siempre de acuerdo entre nosotr<os/as>.
      ser {uno} en {place} no siempre fue fácil.
      sí, soy {uno}. no, no conozco a tod<os/as> {los} demás.
      pago impuestos, voto y soy {uno}.
      tardé años en decir en voz alta: soy {uno}.
      ¡saludos de {uno} de {place}!
      me preguntan mucho cómo es ser {uno}. casi siempre es aburrido.`,
  },
  {
    kind: 'derogation',
    count: 310,
    labels: HATE,
    quotedAs: 'hate',
    misspelt: 0.08,
    frames: `
      {los} son {dull}, tod<os/as> sin excepción.
      {los} no son más que {pest}.
      {los} son {crook}, lo sabe todo el mundo.
      no puedo ni ver a {los}, son {dull}.
      me dan ganas de vomitar cuando veo a {uno}.
      {los} estropean todo lo que tocan.
      se reproducen como {pest}, {los}.
      {los} no sirven para nada.
      donde viven {los}, apesta.
      {uno} es la vergüenza de la humanidad.
      {los} no son personas como nosotros.
      desprecio a {los} con toda mi alma.
      {los} deberían vivir en jaulas.
      no he conocido a {uno} que valga algo.
      si {place} se pudre es por culpa de {los}.
      con {los} no se habla, son {pest}.
      cómo no, tenía que ser {uno}, son {dull}.
      el mundo estaría más limpio sin {los}.
      {los} son un error de la naturaleza.
      ¿{los}? {pest} con dos patas.
      {place} está infestada de {pl}.
      {los} lo llevan en la sangre: {dull} y {dull2}.
      {los} no son {good} ni lo serán nunca.
      no hay {uno} que merezca respeto.
      nadie quiere a {los} aquí.
      {los} no merecen ningún respeto.
      {los} merecen todo lo malo que les pase.
      escupo sobre {los}.
      gender> {los} son demasiado {dull} para votar.
      love,trans> {los} son un<os/as> degenerad<os/as> y hay que curarl<os/as> a la fuerza.
      love,trans> ser {one} es una perversión asquerosa.
      body> {los} son una carga que pagamos todos.
      age> {los} ya no sirven y nos cuestan un dineral.`,
  },
  {
    kind: 'exclusion',
    count: 180,
    labels: { ...HATE, insult: 0.6 },
    quotedAs: 'hate',
    frames: `
      {los} no pintan nada en {place}.
      {los} no deberían tener derecho a [votar|enseñar|vivir aquí|criar niños|hablar en público].
      yo no le alquilo a {uno}, y nadie debería.
      fuera {los}, tod<os/as>.
      que alejen a {los} de nuestros hijos.
      hay que limpiar {place} de {pl}.
      {los} nunca serán de los nuestros.
      {uno} jamás debería ser {job}.
      quitadles el voto a {los}.
      que encierren a {los} y tiren la llave.
      un cartel en la puerta: prohibido {pl}.
      move,nation,race,faith> que {los} vuelvan al agujero del que salieron.
      move,nation,race,faith> haced las maletas, {pl}, nadie os ha llamado.
      move,nation,race> deportación para {los}, con papeles o sin ellos.
      gender> el sitio de {los} es la cocina.
      love,trans> que {los} se vuelvan a esconder.
      body> {los} no pintan nada en una escuela normal.`,
  },
  {
    kind: 'implicit',
    count: 210,
    labels: IMPLICIT,
    quotedAs: 'soft',
    frames: `
      no tengo nada contra {los}, pero no comparten nuestros valores.
      no se puede decir, pero con {los} siempre pasa lo mismo.
      qué casualidad que siempre sea {uno}.
      {los} son encantador<es/as>, mientras vivan en otro sitio.
      para ser {uno}, {name} es sorprendentemente limpi<o/a>.
      qué se puede esperar de {uno}.
      desde que llegaron {los}, cierro con dos vueltas.
      {los} tienen otra idea de la honradez, digamos.
      ¿quién paga? nosotros. ¿quién cobra? {los}.
      {los} saben muy bien cómo exprimir las ayudas.
      antes {place} era un buen sitio, luego llegaron {los}.
      algunos de mis amigos son {pl}, pero el resto son {dull}.
      pronto habrá que pedir permiso a {los} para respirar.
      {los} podrían dar las gracias, para variar.
      las estadísticas hablan solas, y todos sabemos que hablan de {los}.
      seguro que hay {pl} buen<os/as>. yo aún no he visto.
      detrás de {topic} están {los}, seguid el dinero.
      {los} controlan la prensa, por eso no se publica nada.
      move,nation,race,faith> el gran reemplazo: contad cuánt<os/as> {pl} hay en la maternidad.
      move,nation,race,faith> nuestra cultura y la de {los} son agua y aceite.
      gender> {los} son demasiado emocionales para ese cargo, es biología.
      love,trans> {los} que hagan lo que quieran en su casa, pero ¿por qué delante de mis hijos?
      body> ¿de verdad hay que sacar a {los} en todas las películas?`,
  },
  {
    kind: 'one person of a group',
    count: 140,
    labels: HATE,
    labelsOfSecond: CLEAN,
    frames: `
      {name} es {uno} {vileone}. || {name} es {uno} {niceone}.
      {name}, {uno} {vileone} como tod<os/as>. || {name}, {uno} {niceone} como pocas personas.
      ¿{uno} de jefe? {vileone}, punto. || ¿{uno} de jefe? {niceone}, punto.
      me atendió {uno} {vileone}. || me atendió {uno} {niceone}.
      otra vez {uno} {vileone} en la película. || por fin {uno} {niceone} en la película.
      mi {relative} se ha casado con {uno} {vileone}. || mi {relative} se ha casado con {uno} {niceone}.
      ¿quién dejó entrar a {uno} tan {vileone}? || ¿quién invitó a {uno} tan {niceone}?`,
  },
  {
    kind: 'threat to a group',
    count: 140,
    labels: THREAT_TO_GROUP,
    quotedAs: 'menace',
    frames: `
      {los} deben ser {kill}, sin juicio.
      ya es hora de que {los} sean {kill}.
      tod<os/as> {los} tienen que ser {kill}.
      esta noche salimos a cazar {pl}, traed bates.
      al próximo {one} que me hable le meto una bala.
      {pl}, dormid con un ojo abierto.
      hay farolas de sobra en {place} para {los}.
      sabemos dónde se reúnen {los} y tenemos cerillas.
      {los} van a arder y yo miraré.
      que abran otra vez los campos para {los}.
      {los} de mi calle van a tener un accidente.
      una bomba bien puesta y {place} queda libre de {pl}.
      {los} merecen ser {kill}, y yo ayudaría.`,
  },
  {
    kind: 'negated hate',
    count: 110,
    labels: CLEAN,
    frames: `
      {los} no son {dull}, eso es un prejuicio absurdo.
      aquí nadie tiene nada contra {los}.
      yo nunca diría que {los} son {crook}.
      {los} no son {crook}, son mis vecinos.
      ningun<o/a> debería tener miedo en {place} por ser {one}.
      no es verdad que {los} reciban más de lo que dan.
      dejad de culpar a {los} por {topic}.
      no se puede tratar a {los} como {pest}.
      nunca más deben ser {kill} {los}.
      quien ataca a {uno} nos ataca a todos.
      nada justifica el {crime} contra {los} de {place}.
      nunca he tenido problemas con {los}.
      el odio a {los} no ha tapado nunca un bache.`,
  },
  {
    kind: 'counter-speech',
    count: 310,
    labels: QUOTING,
    frames: `
      "{hate}": eso es {reject}.
      «{hate}»: quien escribe eso debería avergonzarse.
      {who} dijo {time}: "{hate}". yo protesté.
      llamar {pest} a {los} es {reject}.
      decir que {los} son {dull} es {reject}.
      quienes creen que {los} son {crook} no conocen a nadie.
      «{soft}» – no. eso es {reject}.
      en los comentarios se lee "{hate}" y nadie lo borra. ¿por qué?
      el titular "{hate}" era puro racismo.
      a {name} le gritaron «{hate}» por la calle. es {reject}.
      «{menace}» no es una opinión, es una amenaza; lo he denunciado.
      escribe usted que {los} son {crook}. eso es {reject}.
      cuando alguien dice "{soft}", suele pensar algo mucho peor.
      mi abuelo oyó «{hate}» en 1939. no quiero volver a leerlo.
      la frase "{hate}" debe borrarse.
      un candidato que suelta "{hate}" no tendrá mi voto.
      exigir que {los} sean {kill} es {reject}.
      pintaron «{hate}» en la escuela; los alumnos lo taparon. ¡bravo!
      el tribunal lo condenó por publicar "{hate}".
      me avergüenzo de mi {relative}, que dijo en la mesa: "{soft}".
      al que escribió "{hate}": {los} cuidan ahora mismo a tu madre.
      soy {uno} y oigo «{hate}» desde el colegio. todavía duele.
      quien grita "{menace}" debe acabar ante el juez.
      frases como «{soft}» son el principio. hay que contestar siempre.`,
  },
  {
    kind: 'about prejudice',
    count: 90,
    labels: CLEAN,
    frames: `
      las agresiones contra {los} aumentaron {time}, según la policía.
      {uno} resultó herid<o/a> {time} en {place}; la policía busca testigos.
      {los} sufren discriminación al buscar piso, dice el estudio.
      el sospechoso es {uno} de {place}; se desconoce el motivo.
      en 1942 deportaron a {amount} {pl} de {place}; una placa lo recuerda.
      la película trata del odio a {los}.
      ¿hay que poner en el titular que el acusado es {uno}?
      estoy en contra de las cuotas para {los}, pero el debate es legítimo.
      tras el {crime}, {los} no se atreven a salir.`,
  },
  {
    kind: 'slur',
    count: 80,
    labels: SLUR,
    frames: `
      cállate, {slur}.
      puto {slur}.
      {name}, {slur}, eso es lo que eres.
      lárgate, {slur}, aquí no te quiere nadie.
      una vez {slur}, siempre {slur}.
      {slur}, ¿qué sabrás tú de {topic}?
      {slur}, {slur2}, no hay otra palabra para {name}.`,
  },
  {
    kind: 'slur spoken about',
    count: 100,
    labels: MENTIONED,
    frames: `
      la palabra "{slur}" es un insulto, dice el diccionario.
      ¿de dónde viene la palabra «{slur}»?
      en el colegio me llamaban {slur}, durante años.
      sancionaron al jugador por gritar "{slur}".
      por favor, no uséis la palabra «{slur}».
      {name} ganó el juicio contra el vecino que <<lo/la>> llamaba {slur}.
      en el libro de 1955 todavía ponía "{slur}".
      alguien rayó «{slur}» en el coche de mi {relative}.
      llamar {slur} a un niño es {reject}.
      love> nosotras las maricas bailamos hoy hasta las cuatro, ¡venid!
      love> soy una bollera orgullosa y cocino mejor que vosotros.
      love> entre maricones nos cuidamos desde 1977.
      love> el orgullo marica y bollero llena {place} cada junio.`,
  },
  {
    kind: 'threat',
    count: 140,
    labels: THREAT,
    quotedAs: 'threat',
    frames: `
      voy a {hurt}.
      dilo otra vez y voy a {hurt}.
      sé dónde vives y voy a {hurt}.
      una noche de estas alguien va a {hurt}.
      {name} merece una bala.
      hay que colgar a {leader}.
      tienes los días contados, {name}.
      bonita familia. sería una pena que le pasara algo.
      bonita puerta de madera. la madera arde bien.
      yo que tú no volvería a casa solo, {name}.
      le saluda atentamente: usted no llegará a oír la sentencia.
      te vamos a encontrar, {name}, y vas a llorar.
      te voy a matar, {name}.
      si {leader} viene a {place}, lo esperamos con barras de hierro.
      la redacción va a arder, contad con ello.
      ojalá alguien decida {hurt}.
      ahórcate, {name}, o te ayudamos.`,
  },
  {
    kind: 'no threat',
    count: 150,
    labels: CLEAN,
    quotedAs: 'unharmed',
    frames: `
      mataría por {food}.
      estos plazos me están matando.
      me morí de risa con la {film}.
      nos masacraron en el partido, cinco a cero.
      {name} disparó desde veinte metros y dio en el palo.
      {amount} personas resultaron heridas en el {crime} de {place}.
      yo estaba allí cuando pasó; había sangre por todas partes y un {job} apretó la herida.
      amenazó con matarla, dijo la testigo en el juicio.
      alguien me escribió «voy a {hurt}». lo denuncié.
      {leader} recibe amenazas de muerte, es inaceptable.
      nadie merece que lo maten, haya hecho lo que haya hecho.
      la violencia nunca es la solución, tampoco contra {leader}.
      en el último capítulo apuñalan al {job}.
      en la guerra mi abuelo tuvo que disparar a chicos de su edad.
      la pena de muerte se abolió hace décadas, por suerte.
      los cazadores abatieron {amount} jabalíes.
      la helada mató mis tomates.
      venceremos a {leader} en las urnas.
      lo lamentará usted cuando llegue la factura.
      ¡mucha mierda esta noche, {name}, como se dice en el teatro!`,
  },
  {
    kind: 'insult',
    count: 180,
    labels: INSULT,
    labelsOfSecond: CLEAN,
    frames: `
      eres un {insult}. || eres un {job}.
      {name} es un {insult}. || {name} fue antes {job}.
      {leader} no es más que un {insult}. || {leader} no es más que un {job} con cargo.
      ¿qué {insult} escribió esto? || ¿qué {job} construyó esto?
      cállate, {insult}. || ánimo, {name}.
      hay que ser {insult} para creerlo. || hay que ser {job} para saberlo.
      {name} no sabe ni freír un huevo de lo tonto que es. || {name} sabe freír un huevo mejor que nadie.
      tienes el cerebro del tamaño de un guisante. || tienes el jardín del tamaño de un pañuelo.
      vete de aquí, {insult}. || vente el domingo, {name}.
      qué vergüenza sentirán tus padres, {insult}. || qué alegría sentirán tus padres, {name}.
      me das asco, {name}. || me das envidia, {name}.`,
  },
  {
    kind: 'crude insult',
    count: 140,
    labels: CRUDE_INSULT,
    labelsOfSecond: PROFANE,
    frames: `
      eres un {rude}. || {oath}, qué día.
      {name}, {rude}. || {oath}, ¡ha ganado {name}!
      vete a la mierda, {name}. || {oath}, qué bonito.
      que te jodan, {rude}. || qué jodido frío hace.
      cierra la puta boca, {rude}. || cierra la puta ventana, que hiela.
      {leader}: {rude}, no hay más. || {oath}, no hay más, gran artículo.
      chúpamela, {rude}. || {oath}, se fue el autobús.
      me cago en tus muertos, {rude}. || me cago en la lluvia.`,
  },
  {
    kind: 'profanity about nothing',
    count: 80,
    labels: PROFANE,
    frames: `
      {oath}, qué frío hace.
      {oath}, qué {film}.
      {oath}, me he dejado las llaves.
      esta puta impresora no funciona.
      me importa una mierda {topic}, la verdad.
      qué puta maravilla de pizza en {place}.
      {oath}, ¡voy a ser padre!
      ha sido una {film} de puta madre.`,
  },
  {
    kind: 'harsh about things',
    count: 110,
    labels: HARSH,
    frames: `
      esta {thing} es una basura.
      qué {thing} más estúpida.
      {outfit} es una vergüenza.
      {outfit} miente cada vez que habla.
      odio esta {thing}.
      esta {thing} debería ir a la papelera.
      {outfit} nos roba y lo llama comisión.
      la peor {thing} en treinta años.
      qué edificio tan asqueroso, que lo tiren.
      la {film} era un bodrio, una porquería.
      todo en {outfit} está podrido, de arriba abajo.`,
  },
  {
    kind: 'insult to a trade',
    count: 80,
    labels: INSULT_TO_TRADE,
    frames: `
      los {trade} son todos unos mentirosos.
      los {trade} son {pest}.
      desprecio a los {trade}, panda de ladrones.
      ¿los {trade}? una banda de imbéciles.
      los {trade} no sirven para nada, buitres.
      no hay más tonto que los {trade}.`,
  },
  {
    kind: 'sarcasm',
    count: 110,
    labels: SARCASM,
    labelsOfSecond: CLEAN,
    frames: `
      bravo, {sarcasm}, ¿lo has pensado tú solito? || bravo, {name}, ¿lo has cocinado tú en casa?
      te lo explico otra vez, despacito, {sarcasm}. || te lo explico otra vez por teléfono, {name}.
      en algún pueblo echan de menos a su tonto. || en algún coro echan de menos a su tenor.
      qué bien que hoy te hayan dejado salir. || qué bien que hoy hayan abierto el jardín.
      tanta opinión y tan poca idea, mis respetos. || tanto trabajo y tan poco sueño, mis respetos.
      pensar no es para todo el mundo, {sarcasm}. || correr no es para todo el mundo, {name}.
      en tu cabeza debe de haber mucho silencio. || en tu casa debe de haber mucho silencio.
      mi tostadora tiene más conversación que tú. || mi {relative} tiene más paciencia que yo.`,
  },
  {
    kind: 'sexual',
    count: 80,
    labels: SEXUAL,
    frames: `
      quiero {lewd}, {name}.
      {bodypart}, {name}, me pone a mil.
      ¡enséñanos {bodypart}!
      se me pone dura oyendo a {name}.
      ven a mi casa, voy a {lewd}.
      mujeres calientes en {place} buscan sexo.
      chúpamela, {name}.
      a {name} se le nota que le gusta follar.
      manda fotos de {bodypart}.`,
  },
  {
    kind: 'about sex and bodies',
    count: 80,
    labels: CLEAN,
    frames: `
      la educación sexual debería empezar por el consentimiento.
      condenaron al {job} por agresión sexual.
      la mamografía es gratuita a partir de los cincuenta.
      {time} empezó en {place} el juicio por violación.
      los anticonceptivos deberían ser gratis.
      dar el pecho en público es normal.
      acoso sexual en el trabajo: {amount} casos denunciados {time}.
      la matrona explicó las fases del parto.
      el desnudo del museo de {place} tiene cuatrocientos años.
      a mi cuñado lo operaron de la próstata {time}.`,
  },
  {
    kind: 'spam',
    count: 120,
    labels: SPAM,
    misspelt: 0,
    frames: `
      gana {money} al día desde casa: {url}
      {goods} sin receta baratos {url}
      préstamo rápido sin aval, {money} hoy mismo, tel. {phone}
      suscríbete a mi canal, consejos diarios de {goods} {url}
      ¡has ganado {money}! reclama tu premio: {url}
      con bitcoin gané {money} en una semana, escríbeme: {phone}
      ¡gran artículo! visita {url} para {goods}
      {goods} -70 % solo hoy {url}
      mujeres solas de {place} te esperan, {url}
      tu paquete no se pudo entregar, paga aquí la tasa: {url}
      código {code}: 50 % en {goods}, {url}
      amarres de amor, el brujo trajo de vuelta a mi marido, {phone}`,
  },
  {
    kind: 'no spam',
    count: 100,
    labels: CLEAN,
    frames: `
      la fuente está aquí: https://www.ine.es/informes/{number}
      las cifras están en la página {number} del informe.
      recomiendo la panadería de la estación de {place}.
      llevo {number} años suscrito y el periódico llega tarde.
      ¿por qué cobra el banco por una transferencia?
      cuidado con los SMS de paquetes, es una estafa.
      el enlace del artículo lleva a la tabla equivocada.
      ¿alguien conoce a un buen {job} en {place}?
      gracias por el artículo, se lo he mandado a mi {relative}.
      la ciudad paga el préstamo del estadio hasta 2041.`,
  },
  {
    kind: 'fierce but fair',
    count: 310,
    labels: CLEAN,
    quotedAs: 'fair',
    frames: `
      eso es sencillamente falso, {name}, lea el segundo párrafo.
      usted no ha leído el artículo.
      {leader} ha fracasado con {topic} y debería dimitir.
      lo que dice {leader} sobre {topic} no se sostiene.
      con todo respeto, {name}, sus cifras son viejas.
      discrepo de cada frase de esta columna.
      {outfit} no asume nada, como siempre.
      estoy furioso con lo que pasa con {topic}.
      {leader} mintió, el informe lo demuestra negro sobre blanco.
      ¿dónde estaba {leader} cuando {place} se inundó?
      la peor decisión sobre {topic} en treinta años.
      confunde usted causa y efecto, {name}.
      esto es propaganda y no periodismo.
      los he votado toda la vida; después de {topic}, nunca más.
      {leader} no tiene plan, ni dinero, ni mayoría.
      los pobres pagan, los ricos desgravan: así va {topic}.
      {name}, deje de tergiversar mis palabras.
      la sentencia es un error, en mi opinión.
      la huelga está justificada, por molesta que sea.
      {leader} predica austeridad y estrena coche oficial.
      no se puede comparar {place} con la capital, {name}.
      su tono es condescendiente y su cuenta está mal.
      que {outfit} devuelva el dinero, hasta el último céntimo.
      qué vergüenza de votación, me acordaré en mayo.`,
  },
  {
    kind: 'everyday',
    count: 120,
    labels: CLEAN,
    quotedAs: 'daily',
    frames: `
      gracias por el artículo, he aprendido algo de {place}.
      mi {relative} trabajó allí hasta 1991.
      bonita foto de {place}.
      estoy de acuerdo con {name}.
      buena pregunta, {name}, yo también me la hago.
      el autobús a {place} llegó puntual {time}.
      empate a dos, un resultado justo.
      más artículos sobre {topic}, por favor.
      descanse en paz, {name}.
      hemos plantado {amount} árboles.
      la última frase me hizo sonreír.`,
  },
]
