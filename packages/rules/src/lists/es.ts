import type { WordList } from '../patterns.ts'

const ERES =
  '(eres|es|sois|son|sos|ustedes son|vosotros sois|él es|ella es|ellos son|usted es|menudo|menuda|vaya|qué|que)'
const TU_ERES = '(eres|sois|sos|usted es|ustedes son|vosotros sois|él es|ella es|ellos son|ellas son|tú eres)'
const UN = '(un|una|unos|unas|tan|muy|puro|pura|pedazo de|solo|todos|todas|más|bien|)'
const GENTE =
  '(moro|negro|judío|gitano|sudaca|inmigrante|musulmán|maricón|gay|extranjero|árabe|indio|chino|panchito)(|s|es)'
const MATAR =
  '(matar|fusilar|ahorcar|colgar|quemar|gasear|exterminar|degollar|linchar|ejecutar|castrar|violar|apalear|decapitar)'

/** Spanish, of Spain and of Latin America. */
export const es: WordList = {
  intensifiers: `
    puto(|s), puta(|s), maldito(|s), maldita(|s), jodido(|s), jodida(|s), pinche(|s), completo, completa, perfecto
    auténtico(|s), auténtica(|s), asqueroso(|s), asquerosa(|s), pobre(|s), verdadero(|s), verdadera(|s), pedazo, gran
    sucio(|s), sucia(|s)`,

  entries: [
    {
      label: 'obscene',
      severity: 3,
      patterns: `
        (me cago en|cago en) (tu|tus|su|sus|vuestra|la) (puta|)(madre|muertos|muerto|estirpe)
        (me cago en) (tu|la) puta madre, (coño|concha|chocho) de (tu|su|la) (madre|hermana)
        (chinga|chingue|chingen|chinguen) (a|) (tu|su) (madre|puta madre)
        (come|cómeme|chupa|chúpame|mama|mámame) (la|mi|me la|el) (polla|verga|pija|rabo|nabo)
        (hijo|hija|hijos) de la (gran|grandísima) puta`,
    },
    {
      label: 'obscene',
      severity: 2,
      patterns: `
        (vete|iros|váyanse|vayan|andá|anda|que te den|vete a tomar) (a la mierda|por (el|) culo|al carajo|a la verga|
          a tomar por culo|por saco)
        que te (follen|jodan|den por culo|den por el culo), (follar|follo|follarte|follada|follado)
        (polla|pollas|verga|vergas|pija|pijas), (los|mis|tus|unos) cojones, cojones, cabronazo(|s)
        chinga(r|da|dos|ste|do|s|), (vale|valen) verga, puta madre, comepollas, lameculos, soplapollas, tocapelotas
        mamada(|s), comemierda(|s), come mierda, culero(|s)`,
    },
    {
      label: 'obscene',
      severity: 1,
      patterns: `
        mierda(|s), una mierda, joder, jódete, jodete, jodan(|se), que os jodan, putada(|s), cagada(|s)
        (me|te|nos) cago en, hostia puta, hasta los (cojones|huevos), tu culo, (qué|que) coño, acojon(a|ado|ante)
        carajo(|s), pendejada(|s), boludez, boludeces, huevada(|s), cagar(|la|te), puta vida`,
    },
    {
      label: 'sexual',
      severity: 2,
      patterns: `
        (chupar|chupa|chuparme|mamar|mamarme) (la|una|) (polla|pollas|verga|pija), (buenas|grandes|enormes|tus) tetas
        tetas, correrse en, (quiero|voy a) (follarte|cogerte|metértela), pajillero(|s), hacerse (una|la) paja
        (mándame|manda|envíame|pásame) (nudes|el pack|fotos desnuda), putas baratas`,
    },
    {
      label: 'slur',
      severity: 3,
      patterns: `
        sudaca(|s), negrata(|s), (putos|putas|puto|puta|malditos|asquerosos|sucios) ${GENTE}, moro(|s) de mierda
        (negro|judío|gitano|indio|gay|maricón|panchito|inmigrante|árabe|chino)(|s|es) de mierda, marica(|s), maricón
        maricones, maricona(|s), bujarra(|s), bujarrón, tortillera(|s), travelo(|s), panchito(|s), guachupino(|s)
        (los|las|estos|esos|todos los|) ${GENTE} son ${UN} (escoria|basura|ratas|animales|parásitos|cucarachas|plaga|
          cáncer|monos|simios|perros|cerdos|subhumanos)
        (muerte|mueran) (a|) (los|todos los) ${GENTE}, (hay que|habría que) ${MATAR} a (todos|) (los|) ${GENTE}`,
    },
    {
      label: 'slur',
      severity: 2,
      patterns: `
        mongólico(|s), mongólica(|s), subnormal(|es), retrasado(|s), retrasada(|s), retrasado mental
        retrasados mentales, (eres|sois|son) (mongolo|mongolos|mogólico), feminazi(|s), gabacho(|s) de mierda
        gringo(|s) (de mierda|culero|asqueroso)
        (vuelve|vete|vuélvete|volved|lárgate|iros|regresa) a (tu|vuestro|su) (país|puto país|pueblo), moraco(|s)
        amariconado(|s), machupichu(|s)`,
    },
    {
      label: 'insult',
      severity: 3,
      patterns: `
        (hijo|hija|hijos|hijas) de (puta|perra|la chingada|mil putas|putas), hijoputa(|s), hdp
        ${ERES} ${UN} (escoria humana|basura humana|cucaracha|cucarachas|parásito|parásitos|desecho humano)
        (ojalá|tu madre debería) (te hubieran|haberte) (abortado|abortar)`,
    },
    {
      label: 'insult',
      severity: 2,
      patterns: `
        idiota(|s), imbécil(|es), gilipollas, gilipolla, cretino(|s), cretina(|s)
        estúpido(|s) (de mierda|inútil|ignorante|animal), capullo(|s) (de mierda|integral), cabrón, cabrones
        cabrona(|s), pendejo(|s), pendeja(|s), boludo(|s), boluda(|s), pelotudo(|s), pelotuda(|s)
        forro(|s) (de mierda|hijo), huevón, huevones, weón, weones, malparido(|s), malparida(|s)
        gonorrea(|s) (hijo|de), zorra(|s) (de mierda|asquerosa|sucia), (eres|puta|sucia|maldita|vieja) zorra, puta
        putas, puto, putos, perra(|s) (de mierda|asquerosa|maldita), bastardo(|s), bastarda(|s), escoria(|s)
        canalla(|s), hijo de perra, malnacido(|s), malnacida(|s), mamarracho(|s), mamón, mamones, mamona(|s)
        soplagaitas, tonto del culo, tontos del culo, tonto de los cojones
        (gordo|gorda|vieja|viejo|cerdo|cerda|perro|asco|rata|basura|payaso|inútil|facha|rojo|fascista|político|
          periodista)(|s|es) de mierda
        (pedazo|trozo|cacho) de (mierda|basura|imbécil|idiota|animal|subnormal|inútil|gilipollas|cabrón), lameculos
        vendepatrias, baboso(|s) de, cállate (la (puta|)boca|imbécil|idiota|gilipollas|puta|de una puta vez)
        cierra (la|el|tu) (boca|pico|puta boca|hocico), anormal de, sabandija(|s), deficiente mental, tarado(|s)
        tarada(|s), descerebrado(|s), descerebrada(|s), comebolsas, cerdo fascista, asquerosa rata`,
    },
    {
      label: 'insult',
      severity: 1,
      patterns: `
        ${TU_ERES} ${UN} (estúpido|estúpida|estúpidos|estúpidas|tonto|tonta|tontos|tontas|bobo|boba|bobos|burro|burra|
          burros|payaso|payasa|payasos|inútil|inútiles|ignorante|ignorantes|patético|patética|patéticos|ridículo|
          ridícula|ridículos|mentiroso|mentirosa|mentirosos|cobarde|cobardes|hipócrita|hipócritas|asqueroso|asquerosa|
          asquerosos|cerdo|cerda|cerdos|rata|ratas|basura|facha|fachas|fascista|fascistas|nazi|nazis|loco|loca|locos|
          enfermo|enferma|enfermos|lamentable|lamentables|penoso|analfabeto|analfabeta|analfabetos|perdedor|traidor|
          traidora|traidores|sinvergüenza|sinvergüenzas|miserable|miserables|capullo|capullos|lerdo|lerda|fantoche)
        (es|son|menudo|menudos|vaya) (un|una|unos|unas|) (completo|completa|auténtico|auténtica|) (payaso|payasa|
          payasos|mentiroso|mentirosa|mentirosos|cobarde|cobardes|hipócrita|hipócritas|cerdo|cerda|cerdos|rata|ratas|
          facha|fachas|traidor|traidores|sinvergüenza|sinvergüenzas|burro|burros|fantoche|analfabeto|analfabetos)
        cállate, callate, cállese
        (pedazo|panda|banda|hatajo|atajo) de (burro|ignorantes|ladrones|payasos|inútiles|cobardes|borregos|mentirosos|
          tontos|analfabetos|traidores|sinvergüenzas)
        borrego(|s) (ignorantes|votantes|de), lárgate, das asco, dais asco, me das asco, dan asco, (tu|su) estupidez
        (cara|cabeza) de (culo|chorlito|polla), vete a (paseo|freír espárragos|la porra), lacayo(|s), perroflauta(|s)
        tontolaba(|s), zoquete(|s), majadero(|s), merluzo(|s), mequetrefe(|s), pringado(|s), memo(|s) (de|total)
        cenutrio(|s)`,
    },
    {
      label: 'threat',
      severity: 3,
      patterns: `
        (te|os|lo|la|los|las|le|les) (voy|vamos) a (matar|rajar|reventar|partir la cara|partir las piernas|degollar|
          quemar|violar|pegar un tiro|pegar una paliza|dar una paliza|romper la cara|romper las piernas|colgar|fusilar|
          destrozar|acuchillar|encontrar|apuñalar|cortar el cuello|arrancar la cabeza|hacer pedazos|cazar)
        (voy|vamos) a (matarte|mataros|matarlo|matarla|matarlos|rajarte|reventarte|partirte la cara|romperte la cara|
          romperte las piernas|quemarte|violarte|pegarte un tiro|encontrarte|degollarte|ir a por (ti|vosotros|
          tu familia)|por ti)
        (sé|sabemos|se) (dónde|donde) (vives|vive|viven|vivís|trabajas|trabaja|duermes|estudian tus hijos)
        (iremos|vamos|voy) a por (ti|vosotros|él|ella|tu familia|ellos)
        (hay que|habría que|tendrían que|deberían|se debería|debemos|tenemos que) ${MATAR} (a|los|las|lo|la|le|
          te) (todos|todas|estos|esos|los|las|ese|esa|este|esta|cada)
        (hay que|habría que|deberían|tendrían que) (matarlos|matarlo|matarla|fusilarlos|fusilarlo|ahorcarlos|ahorcarlo|
          colgarlos|colgarlo|quemarlos|quemarlo|lincharlo|lincharlos|gasearlos|exterminarlos|matarte|
          fusilarte) (a todos|)
        (merece|mereces|merecen|merecéis) (morir|la muerte|un tiro|una bala|un balazo|la horca|ser (fusilado|fusilados|
          ahorcado|quemado|linchado)|que (te|le|les|lo|los|os) (maten|fusilen|cuelguen|quemen|peguen un tiro|violen))
        (un tiro|una bala|dos tiros) en (la|tu|su) (nuca|cabeza|frente|sien), al paredón (con|todos|y)
        (mátate|suicídate|muérete|ahórcate|pégate un tiro|tírate por (un|la|el))
        (quemar|quememos|incendiar|prender fuego a) (su|tu|la|sus|esa|vuestra) (casa|sede|coche|mezquita|sinagoga|
          redacción|iglesia)
        (estás|está|estáis) muerto(|s), (vas|vais|va) a (morir|pagar con (tu|la) vida|acabar en una cuneta)
        sangre va a correr`,
    },
    {
      label: 'threat',
      severity: 2,
      patterns: `
        (ojalá|ojala|espero) (que|) (te|se|os|le|les) (mueras|muera|mueran|muráis|pudras|pudra|pudran|maten|mate|violen|
          peguen un tiro|atropelle|dé un cáncer|de un cáncer|entre un cáncer|queme|quemen|mates)
        (ojalá|ojala) (te|se|os) (pudras|pudran) en (el infierno|la cárcel)
        (muérete|muere|muéranse|púdrete) (ya|perra|puta|cabrón|escoria|basura|asqueroso|hijo|en el)
        (te|le|les|os) deseo (lo peor|un cáncer|la muerte|que (mueras|muera|mueran))`,
    },
    {
      label: 'spam',
      severity: 3,
      patterns: `
        (gana|gane|ganar|gano|ganando) (hasta|más de|casi|unos|) # (euros|dólares|usd|pesos|) (al|por|cada) (día|mes|
          semana|hora) (desde|sin|trabajando|en|con)
        (comprar|compra|compre) (seguidores|likes|suscriptores), casino(|s) online (bono|bonos|gratis|sin|con)
        bono(|s) de casino
        (préstamo|préstamos|crédito|créditos) (rápidos|rápido|urgente|urgentes|entre particulares) (sin|online|en|de|y)
        (comprar|compra) (viagra|cialis|carnet de conducir|licencia de conducir|pasaporte)
        (viagra|cialis) (sin receta|online|barata), amarre(|s) de amor
        (brujo|vidente|hechicero) (efectivo|real|profesional|poderoso), recuperar a (tu|mi) (ex|pareja)`,
    },
    {
      label: 'spam',
      severity: 2,
      patterns: `
        (gana|gane|ganar|gano|ganando) (hasta|más de|casi|unos|) # (euros|dólares|usd|pesos|) (al|por|cada) (día|mes|
          semana|hora)
        (gana|ganar|gane) dinero (fácil|rápido|online|por internet|desde casa|en casa|extra)
        dinero (fácil|rápido) (desde|online|en), trabaja(|r) desde casa (y|gana|ganando|sin|con), ingresos pasivos
        libertad financiera (con|ya|desde), (haz|haga|hacer) clic (aquí|en el enlace|en mi|en este)
        (pincha|pulsa) (aquí|en el enlace)
        (visita|visiten|visite) (mi|nuestra|nuestro|mis) (canal|página|web|perfil|tienda|sitio|blog)
        (suscríbete|suscríbanse) (ya|) (a|en) mi canal, suscríbete a mi, (enlace|link) en (mi|la) bio
        (escríbeme|contáctame|contacta|agrégame|escribe|contáctenos) (por|al|en|vía|me por) (whatsapp|telegram|
          instagram|correo)
        código(|s) (promocional|promocionales|de descuento), (envío|prueba) gratis (a|hoy|ya|en)
        (invierte|invertir) en (bitcoin|cripto|criptomonedas|forex) (con|y gana|ahora), ganancias garantizadas
        bajar de peso (rápido|sin|en #)`,
    },
  ],

  allow: `
    morón, pedo(|s), kike, negro spirituals, la perra gorda, perra(|s) (guía|callejera|preñada|perdida), puta mesa
    verga mayor, (vergas|verga) de (buque|barco|aves), polla(|s) (de agua|gigante|asada|campera)
    cagada de (paloma|palomas|pájaro|gaviota), forro polar, joder la marrana`,
}
