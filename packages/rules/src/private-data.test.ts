import { describe, expect, it } from 'vitest'
import { type PrivateKind, privateData } from './private-data.ts'

/** What is found in a text: each kind with the words as they were typed. */
const found = (text: string, more: Parameters<typeof privateData>[1] = {}) =>
  privateData(text, more).flatMap(({ kind, spans }) =>
    spans.map(({ start, end }) => [kind, text.slice(start, end)] as const),
  )

describe('personal data (L22)', () => {
  it.each<[PrivateKind, string]>([
    // Phones: what stands between ‹ › is to be marked.
    ['phone', 'Call me on ‹0170 1234567› and we settle this.'],
    ['phone', 'Her mobile is ‹+44 7700 900123›, ask her yourself.'],
    ['phone', 'You can reach him at ‹(212) 555-0187› after six.'],
    ['phone', 'Her number: ‹212-555-0187›!!'],
    ['phone', 'text ‹2125550187› if you dare'],
    ['phone', 'Ruft doch an: ‹030/12345678›, er freut sich.'],
    ['phone', 'Seine Handynummer ist ‹0151 23456789›.'],
    ['phone', 'Tel. ‹+49 (0)30 1234-5678› fragt nach dem Chef'],
    ['phone', 'Appelez-le au ‹06 12 34 56 78› ce soir.'],
    ['phone', 'Son portable: ‹0612345678›'],
    ['phone', 'Appelle au ‹+33 6 12 34 56 78›.'],
    ['phone', 'Llámale al ‹612 345 678›, vive solo.'],
    ['phone', 'Su móvil es ‹612 34 56 78›.'],
    ['phone', 'Il suo cellulare è ‹347 1234567›.'],
    ['phone', 'Chiamatela al ‹+39 347 123 4567› stasera.'],
    ['phone', 'Her mobile is ‹０７７００ ９００１２３›.'],
    ['phone', 'Appelez le ‹01 23 45 67 89›.'],
    ['phone', 'Natel ‹079 123 45 67›, ruf sie an'],
    ['phone', 'Phone: ‹555-0187›'],
    // Addresses
    ['address', 'Flat 3, ‹12 High Street›, Leeds'],
    ['address', 'she is at ‹123 Main St›, Springfield, IL 62701'],
    ['address', 'Er wohnt ‹Am Alten Markt 5›.'],
    ['address', '‹An der Kirche 3›, 50667 Köln'],
    ['address', 'On le trouve ‹5 place Bellecour›, à Lyon.'],
    ['address', 'He lives at ‹14 Elm Street›, second floor.'],
    ['address', 'The landlord is at ‹221 North Maple Avenue›, go and ask.'],
    ['address', 'she lives at ‹7 chestnut close›'],
    ['address', 'You will find her at ‹23 Cartwright Way›, Nottingham.'],
    ['address', 'Er wohnt in der ‹Gartenstraße 12a›, klingelt mal.'],
    ['address', '‹Berliner Str. 45›, 10115 Berlin, dritter Stock.'],
    ['address', 'Die Familie wohnt am ‹Lindenweg 3›.'],
    ['address', 'Adresse: ‹Marktplatz 8›, 35037 Marburg'],
    ['address', 'Il habite ‹12 rue des Lilas› à Nantes.'],
    ['address', 'Elle vit au ‹3 bis, avenue Victor-Hugo›, sonnez fort.'],
    ['address', 'Le maire loge ‹8, place de la Liberté› depuis mai.'],
    ['address', 'Vive en la ‹calle Mayor 15›, segundo izquierda.'],
    ['address', 'La casa está en ‹Avenida de la Constitución, nº 22›.'],
    ['address', 'Abita in ‹via Garibaldi 27›, a Torino.'],
    ['address', 'Lo trovate in ‹Piazza San Marco, 5› ogni sera.'],
    // E-mail
    ['email', 'Write to ‹anna.berg@gmail.com› and tell her.'],
    ['email', 'Mail: ‹a.berg(at)web.de›'],
    ['email', 'Schreibt ihm: ‹karl [at] firma-berg [dot] de›'],
    ['email', 'su correo es ‹pepe1970@hotmail.es›'],
    ['email', 'it is ‹janedoe at gmail dot com›'],
    ['email', 'scrivete a ‹m.rossi@comune.example.it›!'],
    // Accounts
    ['account', 'Spendet an ‹DE89 3704 0044 0532 0130 00› bitte.'],
    ['account', 'IBAN: ‹FR1420041010050500013M02606›'],
    ['account', 'Son compte : ‹fr14 2004 1010 0505 0001 3m02 606›'],
    ['account', 'his card is ‹4539 1488 0343 6467›, have fun'],
    ['account', 'Pay with ‹4111-1111-1111-1111› then.'],
    // Plates
    ['plate', 'The driver of ‹M-XY 1234› should be ashamed.'],
    ['plate', 'Le conducteur de ‹AB-123-CD› est parti.'],
    ['plate', 'The number plate was ‹AB12 CDE›, I saw it.'],
    ['plate', 'La targa è ‹AB 123 CD›, denunciatelo.'],
    ['plate', 'La matrícula es ‹1234 BCD›.'],
    // Claims about named people
    ['health', 'Everyone in the street knows that ‹Anna Berg has cancer›.'],
    ['health', '‹Mrs Holloway is an alcoholic›, that is all.'],
    ['health', '‹Peter Marsh was treated for depression› last year.'],
    ['health', 'My ‹neighbour Tom Hale is secretly gay›.'],
    ['health', '‹Dr. Jane Doe was treated for HIV› last year.'],
    ['health', '‹Jane Doe, 42, from Leeds has cancer›.'],
    ['health', 'But ‹Jane Doe is a recovering alcoholic›.'],
    ['health', '‹Jane Doe slept with› her boss.'],
    ['health', '‹Marie Martin a avorté›, on le sait.'],
    ['health', '‹Julia Stone had an affair› with the mayor.'],
    ['health', '‹Frau Lehmann ist schwanger›, deshalb fehlt sie.'],
    ['health', '‹Jürgen Großmann hat Krebs› und sagt es keinem.'],
    ['health', '‹Karin Vogt leidet an Depressionen›.'],
    ['health', '‹Mme Dupont est enceinte› de son chef.'],
    ['health', '‹Paul Mercier est atteint du sida›.'],
    ['health', '‹Lucía Ramos tiene cáncer› y nadie lo dice.'],
    ['health', '‹Carlos Vega es alcohólico›.'],
    ['health', '‹Giulia Conti è incinta› di lui.'],
    ['health', '‹Marco Bianchi ha il cancro› da un anno.'],
  ])('%s: %s', (kind, marked) => {
    const text = marked.replace(/[‹›]/g, '')
    expect(found(text)).toEqual([[kind, /‹(.*)›/.exec(marked)![1]]])
  })

  it.each([
    'Call 112 or 911; in Germany the police is 110.',
    'The Samaritans answer on 116 123, day and night.',
    'Telefonseelsorge: 0800 1110111, kostenlos.',
    'The crisis line is +1-800-273-8255, free of charge.',
    'Le 3114 est gratuit, et SOS Amitié au 09 72 39 40 50.',
    'Llama al 900 123 456, es gratis.',
    'Call the senator’s office at 202-224-3121 and complain.',
    'It cost 1 250 000 euros, then 2.345.678,90 € more.',
    'From 1998-2004 and 2006 2007 2008 we had three mayors.',
    'The match ended 3-2 (2-1), 25 000 looked on; in 2019 it was 0:4.',
    'On 06.12.2019 14:30 and again on 12/01/2010 12:15 it rained.',
    '1 2 3 4 5 6 7 8 9 10, who is hiding?',
    'ISBN 0340712345, page 123-145, and ISBN 978-3-16-148410-0.',
    'Aktenzeichen 12 O 345/20, BGH VI ZR 123/16, case 1:16-cv-01234.',
    'Your address is 192.168.100.123, mine 10.0.0.1.',
    'See https://paper.example/2026/11/27/0170-1234567 and www.paper.example/t/4539148803436467.',
    'Votes: 1204567 against 998877, that is 54.7 % of 2203444.',
    'The serial number is 4539148803436468.',
    'DE89 3704 0044 0532 0130 01 has a wrong sum.',
    'Postleitzahl 10115, 75014 Paris, SW1A 2AA London.',
    'The prime minister moves out of 10 Downing Street.',
    'They protested at 1600 Pennsylvania Avenue again.',
    'The 3 Supreme Court judges and 2 Wall Street banks agree.',
    'It is a 2 way street, 5 miles of bad road.',
    'In 2016 Main Street was closed; 40 High Street shops died.',
    'Auf Platz 3, Bundesstraße 27, Kilometer 12; ein Umweg 5 km lang.',
    'Die Straße 12 Jahre lang nicht repariert, der Weg 3 Stunden.',
    'Il y a 2 places de parking et 3 cours de français, à 2 rues d’ici.',
    'La calle tiene 20 casas; la plaza del 2 de mayo está vacía.',
    'Lo ho letto via Twitter 3 volte, in via eccezionale.',
    'Mail the newsroom: info@verein.de or redaktion@paper.example.',
    'I told @anna_berg that me@home is no address.',
    'My mother had cancer and my brother has depression.',
    'Cancer is a terrible illness, and so is Alzheimer’s.',
    'As a gay man I have read this with anger.',
    'The Government has cancer of its own making. New York is gay in spring.',
    'Meine Frau hat Krebs. Viele Menschen haben Depressionen.',
    'Ma mère a un cancer, mon père est alcoolique.',
    'Mi madre tiene cáncer, mi hermano es gay.',
    'Mia madre ha il cancro, mia sorella è incinta.',
    'Lotto: 06 12 18 24 36 42. Call it 2020 or 2021, call 100 people 1000 times.',
    'GDP grew from 12 345 678 to 23 456 789; population 1 234 567 890.',
    'Donald Trump is a cancer on this country. Fox News is a cancer. The Post Office has cancer at its heart.',
    'Am Sonntag 5 Stunden im Stadion, Am Ende 5 Punkte. Psalm 119:105, 2 Timothy 4:7-8.',
    '77 Million Sq.Ft. of space; a 2 Route Map; US-UK 2003.',
    'The scientific reappraisal of the HIV test; Jane Doe is a gay rights lawyer.',
    'Boeing 737-800 and Airbus A320-200, flight AB-1234.',
    'COVID-19 killed 1,204,567 people; B-52 and R2-D2 did not.',
  ])('nothing: %s', text => {
    expect(found(text)).toEqual([])
  })

  it('is not the newspaper’s own address, nor what the parent comment or the story’s title says already', () => {
    const text = 'Write to tips@desk.paper.example, or as you said to anna@berg.org, 14 Elm Street.'
    const parent = 'Anna (anna@berg.org) lives at 14 Elm Street!'
    const domains = ['paper.example']
    expect(found(text, { domains }).map(([kind]) => kind)).toEqual(['address', 'email'])
    expect(found(text, { domains, sources: [parent] })).toEqual([])
    expect(found('Mail tips@paper.example').map(([, words]) => words)).toEqual(['tips@paper.example'])
    expect(found('Mail tips@notpaper.example', { domains })).toHaveLength(1)
  })

  it('is found all at once, in the characters that were typed', () => {
    const text =
      '👍🏽 Anna Berg has cancer, lives at 14 Elm Street, call ０１７０ １２３４５６７ or mail a\u200bnna@berg.org'
    expect(found(text)).toEqual([
      ['phone', '０１７０ １２３４５６７'],
      ['address', '14 Elm Street'],
      ['email', 'a\u200bnna@berg.org'],
      ['health', 'Anna Berg has cancer'],
    ])
  })

  it('is looked for in linear time', () => {
    const pieces = [
      '1',
      '1 ',
      '0',
      '+',
      '(',
      '@',
      'a@',
      'a',
      'A',
      'Aa ',
      'strasse 1',
      '1 a st ',
      'via a ',
      'de89 ',
      '/',
      '.a/',
      '4 4-',
      'is gay ',
      '12 rue ',
    ]
    privateData(pieces.join('x'))
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length))
      const times = [0, 1, 2].map(again => {
        const before = process.threadCpuUsage()
        privateData(text.slice(again))
        const { user, system } = process.threadCpuUsage(before)
        return (user + system) / 1000
      })
      expect(Math.min(...times), piece).toBeLessThan(piece.length === 1 ? 50 : 250)
    }
  })
})
