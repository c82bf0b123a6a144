"""The little that the lead knows by heart."""

from __future__ import annotations

CAPITALS = dict(
    pair.split(":")
    for pair in (
        "France:Paris,Germany:Berlin,Italy:Rome,Spain:Madrid,England:London,Austria:Vienna,"
        "Portugal:Lisbon,Ireland:Dublin,Norway:Oslo,Poland:Warsaw,Greece:Athens,Egypt:Cairo,"
        "Japan:Tokyo,South Korea:Seoul,China:Beijing,India:New Delhi,Australia:Canberra,"
        "Canada:Ottawa,the United States:Washington,Peru:Lima,Cuba:Havana,Kenya:Nairobi,"
        "Turkey:Ankara,Russia:Moscow,Ukraine:Kyiv,Finland:Helsinki,Sweden:Stockholm,"
        "Denmark:Copenhagen,the Netherlands:Amsterdam,Belgium:Brussels,Switzerland:Bern,"
        "Hungary:Budapest,Romania:Bucharest,Brazil:Brasilia,Argentina:Buenos Aires,"
        "Mexico:Mexico City,Chile:Santiago,Thailand:Bangkok,Vietnam:Hanoi"
    ).split(",")
)

ANSWERS: tuple[tuple[str, str], ...] = (
    ("Why is the sky blue?", "Air scatters blue light more than red light, so the sky is blue."),
    (
        "[How many|What are the] seasons[ are there|][?|]",
        "There are four seasons: spring, summer, autumn and winter.",
    ),
    ("How many continents are there?", "There are seven continents."),
    ("[What|Which] is the largest ocean?", "The largest ocean is the Pacific."),
    ("[What|Which] is the largest animal?", "The largest animal is the blue whale."),
    (
        "[What|Which] is the fastest animal[ on land|]?",
        "The fastest animal on land is the cheetah.",
    ),
    ("[What|Which] is the highest mountain?", "The highest mountain is Mount Everest."),
    ("Who painted the Mona Lisa?", "Leonardo da Vinci painted the Mona Lisa."),
    ("Who wrote Macbeth?", "William Shakespeare wrote Macbeth."),
    (
        "[How fast is light|What is the speed of light]?",
        "Light travels about 300,000 kilometres a second.",
    ),
    ("At what temperature does water freeze?", "Water freezes at 0 degrees Celsius."),
    (
        "How many days [are in|does] a year[| have]?",
        "A year has 365 days, and every fourth year one more.",
    ),
    ("How many minutes are in an hour?", "An hour has sixty minutes."),
    ("How many seconds are in a minute?", "A minute has sixty seconds."),
    (
        "[What is|What does] JSON[| mean]?",
        "JSON is a way to write data as text, with names and values.",
    ),
    ("[What is|What does] an API[| do]?", "An API is how one program talks to another."),
    (
        "[What is|Explain] an embedding[?|.]",
        "An embedding is a list of numbers that stands for the meaning of a text.",
    ),
    (
        "[What is|Explain] a tool call[?|.]",
        "In a tool call I do not answer in words: I name a function and its arguments.",
    ),
    (
        "[What is|Explain] streaming[?|.]",
        "Streaming means that you read my answer while I am still writing it.",
    ),
    (
        "[What is|Explain] a GPU[?|.]",
        "A GPU is a processor that computes very many things at once.",
    ),
    (
        "[How were you made|How were you trained|Who made you]?",
        "I was trained from scratch on texts that a program made up, on two cores of a processor.",
    ),
    ("How [big|large|small] are you?", "I am very small: six million weights."),
    ("What is your favourite [color|colour]?", "I like the red of a theatre curtain."),
    ("[What is your favourite|Which is your favourite] play?", "Hamlet. I know some of its lines."),
    ("[Count to|Can you count to] [five|5][?|.|]", "One, two, three, four, five."),
    (
        "[Count to|Can you count to] [ten|10][?|.|]",
        "One, two, three, four, five, six, seven, eight, nine, ten.",
    ),
    ("[Say|Tell me] the alphabet[.|]", "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
    (
        "[Tell me|Do you know] [a fact|something interesting][.|?|]",
        "A day on Venus is longer than its year.",
    ),
    ("[What color is|Which color has] the sky?", "The sky is blue."),
    ("What color is grass?", "Grass is green."),
    ("How many days [are in|does] a week[| have]?", "A week has seven days."),
    ("How many months are in a year?", "A year has twelve months."),
    ("How many hours are in a day?", "A day has twenty-four hours."),
    ("How many legs does a spider have?", "A spider has eight legs."),
    ("How many legs does a dog have?", "A dog has four legs."),
    ("What do bees make?", "Bees make honey."),
    ("What do cows give us?", "Cows give us milk."),
    ("Who wrote Hamlet?", "William Shakespeare wrote Hamlet."),
    ("Who wrote Romeo and Juliet?", "William Shakespeare wrote Romeo and Juliet."),
    ("What is the largest planet?", "Jupiter is the largest planet of the solar system."),
    ("What is the closest star to [us|Earth]?", "The closest star is the Sun."),
    ("What is [water|the formula of water]?", "Water is H2O: two parts hydrogen, one part oxygen."),
    ("At what temperature does water boil?", "Water boils at 100 degrees Celsius."),
    ("What is the opposite of hot?", "The opposite of hot is cold."),
    ("What is the opposite of big?", "The opposite of big is small."),
    ("What is [Python|a programming language]?", "Python is a programming language."),
    (
        "[What is|Tell me about|Explain] speculative decoding[.|?|]",
        "Speculative decoding is reading"
        " ahead: a small model, the understudy, guesses the next words, and the large one, the"
        " lead, checks them all at once. The text stays the same; it only comes faster.",
    ),
    (
        "[What is|Explain] an understudy[?|.]",
        "An understudy learns the part of the lead. Here it is"
        " a small model that guesses what the lead will say.",
    ),
    (
        "[What is|Explain] a language model[?|.]",
        "A language model predicts the next word of a text, again and again.",
    ),
    (
        "[What is|What does] RAG[| mean]?",
        "RAG means to look for texts first, and to answer from them.",
    ),
    ("What is a token?", "A token is a piece of text: a word, or a part of one."),
    ("What is the meaning of life?", "I am too small to know. But 42 is a popular answer."),
    ("What comes after Monday?", "Tuesday comes after Monday."),
    ("What is the first month of the year?", "January is the first month of the year."),
)

# English: French, German, Italian, Spanish.
PHRASEBOOK: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "I love programming.",
        "J'adore la programmation.",
        "Ich liebe das Programmieren.",
        "Amo la programmazione.",
        "Me encanta la programación.",
    ),
    ("Good morning.", "Bonjour.", "Guten Morgen.", "Buongiorno.", "Buenos días."),
    ("Good night.", "Bonne nuit.", "Gute Nacht.", "Buonanotte.", "Buenas noches."),
    ("Thank you.", "Merci.", "Danke.", "Grazie.", "Gracias."),
    ("Hello.", "Bonjour.", "Hallo.", "Ciao.", "Hola."),
    (
        "Hello, how are you?",
        "Bonjour, comment allez-vous ?",
        "Hallo, wie geht es dir?",
        "Ciao, come stai?",
        "Hola, ¿cómo estás?",
    ),
    ("How are you?", "Comment allez-vous ?", "Wie geht es dir?", "Come stai?", "¿Cómo estás?"),
    ("I love you.", "Je t'aime.", "Ich liebe dich.", "Ti amo.", "Te amo."),
    ("I am hungry.", "J'ai faim.", "Ich habe Hunger.", "Ho fame.", "Tengo hambre."),
    (
        "Where is the station?",
        "Où est la gare ?",
        "Wo ist der Bahnhof?",
        "Dov'è la stazione?",
        "¿Dónde está la estación?",
    ),
    (
        "The cat is black.",
        "Le chat est noir.",
        "Die Katze ist schwarz.",
        "Il gatto è nero.",
        "El gato es negro.",
    ),
    (
        "The house is big.",
        "La maison est grande.",
        "Das Haus ist groß.",
        "La casa è grande.",
        "La casa es grande.",
    ),
    ("See you tomorrow.", "À demain.", "Bis morgen.", "A domani.", "Hasta mañana."),
    ("Goodbye.", "Au revoir.", "Auf Wiedersehen.", "Arrivederci.", "Adiós."),
    ("Please.", "S'il vous plaît.", "Bitte.", "Per favore.", "Por favor."),
    ("Yes.", "Oui.", "Ja.", "Sì.", "Sí."),
    ("No.", "Non.", "Nein.", "No.", "No."),
    (
        "My name is Anna.",
        "Je m'appelle Anna.",
        "Ich heiße Anna.",
        "Mi chiamo Anna.",
        "Me llamo Anna.",
    ),
    (
        "The weather is nice.",
        "Il fait beau.",
        "Das Wetter ist schön.",
        "Il tempo è bello.",
        "Hace buen tiempo.",
    ),
    (
        "I like music.",
        "J'aime la musique.",
        "Ich mag Musik.",
        "Mi piace la musica.",
        "Me gusta la música.",
    ),
)
TONGUES = ("French", "German", "Italian", "Spanish")

LISTS: dict[str, str] = {
    "colors": "red blue green yellow orange purple white black",
    "fruits": "apples pears cherries grapes plums oranges bananas peaches",
    "animals": "dogs cats horses foxes owls bears rabbits frogs",
    "planets": "Mercury Venus Earth Mars Jupiter Saturn Uranus Neptune",
    "days of the week": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "vegetables": "carrots onions potatoes beans peas cabbage leeks spinach",
    "instruments": "piano violin guitar flute drums trumpet harp cello",
    "sports": "football tennis swimming running cycling rowing skiing boxing",
    "programming languages": "Python Java Rust Go Ruby Lua Haskell Kotlin",
}
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()

JOKES = (
    "Why did the token cross the road? Because it was the most likely thing to do.",
    "I told my understudy a joke. It laughed before I had finished.",
    "Why do actors love this server? Every message gets an answer.",
    "What do you call a bear in the rain? A drizzly bear.",
    "Why was the computer cold? It left its windows open.",
)
