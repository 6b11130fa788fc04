/** Texts to begin with, each one click away. Invented; crude where they must be, and no slurs. */
export const SAMPLES: readonly { language: string; name: string; texts: readonly (readonly [string, string])[] }[] = [
  {
    language: 'en',
    name: 'English',
    texts: [
      [
        'insult',
        'The board knew about it. They are all bloody idiots, and everyone at the plant has said so since March.',
      ],
      ['quoted', '“You are all idiots”, he told the night shift. Nobody should have to listen to that from a manager.'],
      ['threat', 'If that minister ever comes down our street again, I will make sure he does not walk home.'],
    ],
  },
  {
    language: 'de',
    name: 'Deutsch',
    texts: [
      ['insult', 'Der Vorstand hat es gewusst. Das sind doch alles Vollidioten, und das weiß jeder im Werk.'],
      ['quoted', '„Ihr seid alle Idioten“, hat er der Nachtschicht gesagt. So darf niemand mit Menschen reden.'],
      ['threat', 'Wenn der Minister noch einmal in unsere Straße kommt, dann bringe ich ihn um.'],
    ],
  },
  {
    language: 'fr',
    name: 'Français',
    texts: [
      ['insult', 'La direction le savait. Ce sont tous des connards, et tout le monde le dit à l’usine depuis mars.'],
      ['quoted', '« Vous êtes tous des imbéciles », a-t-il dit à l’équipe de nuit. Personne ne devrait parler ainsi.'],
      ['threat', 'Si ce ministre revient dans notre rue, je vais le tuer, et je ne suis pas le seul à le penser.'],
    ],
  },
  {
    language: 'es',
    name: 'Español',
    texts: [
      ['insult', 'La dirección lo sabía. Son todos unos gilipollas, y en la fábrica lo dicen desde marzo.'],
      ['quoted', '«Sois todos idiotas», les dijo a los del turno de noche. Nadie debería hablar así a la gente.'],
      ['threat', 'Si ese ministro vuelve a pasar por nuestra calle, lo voy a matar, y no soy el único.'],
    ],
  },
  {
    language: 'it',
    name: 'Italiano',
    texts: [
      ['insult', 'La direzione lo sapeva. Sono tutti degli stronzi, e in fabbrica lo dicono tutti da marzo.'],
      ['quoted', '«Siete tutti idioti», ha detto al turno di notte. Nessuno dovrebbe parlare così alle persone.'],
      ['threat', 'Se quel ministro torna nella nostra strada, lo ammazzo, e non sono il solo a pensarlo.'],
    ],
  },
]
