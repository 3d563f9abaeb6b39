"""Words that questions are made of, in every language of the interface: they say little about which page is meant.

With them stand what people ask for and what every page of a guide gives: help, support, information, offers.
"""

from __future__ import annotations

from functools import cache

from site_builder.search.folding import words

_WORDS = {
    "ar": """
        أنا أنت هو هي نحن هم ما ماذا من متى أين كيف كم أي أية هل لماذا لم لن لا ليس ليست وما ومن وكيف وهل
        يمكنني يمكن يمكنك يمكننا يمكنه يمكنها أستطيع تستطيع يجب علي عليه عليك أريد أحتاج أحتاجها أحتاجه
        ينبغي العثور أجد نجد الحصول أحصل للحصول توجد يوجد هناك المتاحة المتوفرة متاح متاحة متوفرة المتاح
        المتوفر يقدم تقدم تقدمها يقدمها المقدم المقدمة توفير يوفر توفر تعني يعني المقصود معنى نوع أنواع شكل
        بشكل الذي التي الذين هذا هذه ذلك تلك هؤلاء به بها له لها لهم لي لدي لديه لديك كان كانت يكون تكون
        أكون مني عندي بي في على إلى عن مع بين أو و أن إن إذا كي لكي عند عندما حول خلال قبل بعد دون بدون حتى
        ثم قد كل بعض غير أيضا بالقرب قرب منطقتي بشأن بخصوص بالنسبة فضلك مرحبا شكرا نعم الدعم المساعدة دعم
        مساعدة معلومات المعلومات خدمات عروض
    """,
    "de": """
        ich du er sie es wir ihr man mich mir dich dir sich uns mein meine meinen meiner meinem dein deine
        unser unsere der die das den dem des ein eine einen einem einer eines kein keine dies diese dieser
        dieses diesen diesem wer wie was wo wann warum wieso wohin woher wofür wozu womit wem wen welche
        welcher welches welchen welchem ist sind bin war wird werden wurde sein hat habe haben kann können
        könnte muss müssen darf dürfen soll sollte sollen will möchte gibt geben gebe finde finden findet
        bekomme bekommen erhalte erhalten mache machen macht tun gehe gehen geht brauche brauchen benötige
        benötigt benötigen heißt bedeutet versteht angeboten anbieten bietet bieten gehört stehen steht
        kommen wieviel viel viele dafür dazu dabei damit davon daran hier dort da nähe art arten bestimmte
        bestimmten und oder aber auch als ob wenn dass weil in im an am auf aus bei beim bis durch für gegen
        mit nach ohne über um unter von vom vor während zu zum zur zwischen nicht nur noch schon sehr so
        mehr alle allem alles etwas jemand mal bitte hallo danke ja nein unterstützung hilfe hilfen angebot
        angebote hilfsangebote information informationen möglichkeiten
    """,
    "en": """
        i you he she it we they me my mine your his her our their us them myself a an the this that these
        those some any who whom what which where when why how whose is are am was were be been being do does
        did done has have had can could may might must shall should will would find get got receive obtain
        make give given need needed want like go take know mean means there here near nearby kind type sort
        available offered offer exist exists and or but if as at by for from in into of off on onto out over
        to under up with without about between during than then so no not only also very much many more all
        please hello thanks yes support help assistance information service services offers
    """,
    "es": """
        yo tú él ella usted ustedes nosotros ellos ellas me te se nos le les lo la los las mi mis tu tus su
        sus nuestro un una unos unas el este esta esto estos estas ese esa eso esos esas quién quiénes qué
        cuál cuáles dónde adónde cuándo cómo cuánto cuánta cuántos cuántas por para porque es son soy eres
        era ser estar está están estoy ha han he hay tiene tienen tengo tener puede pueden puedo poder debe
        deben debo deber quiero quiere querer necesito necesita necesitan necesitar encontrar encuentro
        obtener recibir recibo hacer hago hace significa dar doy disponible disponibles existe existen
        ofrece ofrecen cerca tipo tipos alguno algunos alguna algunas y o pero si no en de del a al con sin
        sobre entre desde hasta durante como más muy también todo toda todos todas aquí allí favor hola
        gracias sí ayuda ayudas apoyo información servicio servicios ofertas
    """,
    "fa": """
        من تو او ما شما آنها ایشان خود خودم این آن اینها چه چی چیست چیزی کی کجا کجاست چگونه چطور چرا چند
        چقدر کدام آیا است هست هستند هستم بود باشد باشم شود شوند می میشود می‌شود دارد دارم دارند داشتن داشته
        باید بتوانم می‌توانم می‌تواند می‌توان توانم توانند خواهم می‌خواهم نیاز پیدا کنم کنید کند کنند کرد
        کردن دریافت بگیرم بگیرید گرفتن یعنی معنی وجود موجود ارائه نوع انواع نزدیکی نزدیک برای از به با بدون
        در بر تا که و یا اما اگر را هم نیز بین درباره مورد طول بعد قبل همه بسیار بیشتر لطفا سلام ممنون بله
        خیر کمک حمایت پشتیبانی اطلاعات خدمات
    """,
    "fr": """
        je tu il elle on nous vous ils elles me te se moi toi lui leur leurs mon ma mes ton ta tes son sa
        ses notre nos votre vos le la les un une des du de d l au aux ce cet cette ces ça cela c s n m t j y
        en qui que quoi qu dont où quand comment pourquoi combien quel quelle quels quelles lequel laquelle
        est sont suis es êtes était être été ai as a avons avez ont avoir peux peut peuvent puis pouvons
        pouvez pourrais dois doit doivent faut veux veut voudrais fais fait faire trouver trouve obtenir
        recevoir besoin signifie dire entend disponible disponibles existe existent propose proposé proposés
        proposées proposent offre offrent près chez sorte type types genre spécifiquement certains certaines
        et ou mais si ne pas plus dans par pour sur avec sans sous entre vers pendant après avant contre
        comme aussi très tout tous toute toutes là ici svp bonjour merci oui non quelqu jusqu lorsque
        soutien aide aides information informations service services offres
    """,
    "pt": """
        eu tu ele ela você vocês nós eles elas me te se nos lhe lhes meu minha meus minhas teu tua seu sua
        seus suas nosso nossa o a os as um uma uns umas este esta isto estes estas esse essa isso aquele
        aquela quem que qual quais onde aonde quando como quanto quanta quantos quantas por porque para é
        são sou és era ser estar está estão estou há ter tem têm tenho pode podem posso poder deve devem
        devo dever quero quer querer preciso precisa precisam precisar encontrar encontro obter receber
        recebo fazer faço faz significa dar disponível disponíveis existe existem oferece oferecem perto
        tipo tipos algum alguns alguma algumas e ou mas não em no na nas de do da dos das ao aos à às com
        sem sobre entre desde até durante mais muito também todo toda todos todas aqui ali favor olá
        obrigado obrigada sim ajuda apoio informação informações serviço serviços ofertas
    """,
    "ti": """
        ኣነ ንስኻ ንስኺ ንሱ ንሳ ንሕና ንስኻትኩም ንሳቶም እንታይ መን ኣበይ ናበይ ካበይ መዓስ ከመይ ስለምንታይ ክንደይ ኣየናይ ኣየነይቲ ኣየኖት እዩ እያ እዮም
        እየን ድዩ ድያ ኔሩ ነይሩ ኣሎ ኣላ ኣለዉ ኣለኒ ኣለዎ ክኸውን ይኸውን ክገብር ይገብር ክረክብ ይርከብ ይረክብ እረክብ እኽእል ክእል ይከኣል የድልየኒ የድሊ
        የድልዩ ይግባእ ክወስድ ማለት ዓይነት እዚ እዛ እዚኣ እቲ እታ እቶም ናይ ናተይ ብዛዕባ ኣብ ናብ ካብ ምስ ብዘይ ንምንታይ ከም ወይ ግን እንተ ድማ እውን ኩሉ
        ኩሎም ብዙሕ በጃኹም ሰላም የቐንየለይ እወ ኣይፋል ሓገዝ ደገፍ ሓበሬታ ኣገልግሎት ኣገልግሎታት
    """,
    "tr": """
        ben sen o biz siz onlar beni bana benim seni sana senin onu ona onun bize bizim size sizin kendim
        kendi bu şu bunlar şunlar kim kime kimin ne neler neyi nedir nerede nereye nereden zaman neden niçin
        niye nasıl kaç kadar hangi hangisi hangileri mi mı mu mü mıyım miyim mısınız var yok vardır olan
        olur oldu olarak olmak olabilir gerek gerekli gerekir gerekiyor gerekiyorsa lazım zorunda
        bulabilirim bulunur bulmak bulurum alabilirim almak alırım yapabilirim yapmalıyım yapmak yapılır
        yaparım edebilirim istiyorum isterim ihtiyacım demek anlama geliyor sunuluyor sunulan sunulmaktadır
        mevcut tür türlü çeşit yakınımda yakın bir ve veya ya da ama fakat eğer ise ile için gibi hakkında
        arasında sonra önce daha çok de ki her tüm bütün lütfen merhaba teşekkürler evet hayır yardım destek
        bilgi bilgiler hizmet hizmetler hizmetleri
    """,
    "uk": """
        я ти він вона воно ми ви вони мене мені мною тебе тобі його її їх їй йому нас нам вас вам себе мій
        моя моє мої моєму моїй мого свій своя своє свої своєму своїй свого хто що як де коли чому навіщо
        куди звідки скільки який яка яке які якого якої яких яким якими якій якому яку чи чий є був була
        було були бути буде будуть можу може можуть можна можемо можете потрібно потрібні потрібна потрібен
        треба слід повинен повинна повинні маю має мають мати хочу хоче знайти знаходжу отримати отримання
        отримую одержати робити зробити означає розуміють доступна доступні доступний доступне пропонує
        пропонують пропонується пропонуються існує існують надає надають надання таке такий така вид види
        тип поблизу поруч регіоні і й та або але а якщо в у на до з із зі за для від про при по під над між
        без через щодо після перед час не ні так тільки також дуже більше цей ця це ці цього цими тим того
        той тієї там тут будь ласка підтримка підтримку підтримки допомога допомогу допомоги інформація
        інформацію послуги
    """,
}


@cache
def asking_words(language: str) -> frozenset[str]:
    """The folded words that questions in a language are made of; none for a language that is not in the list."""
    return frozenset(words(_WORDS.get(language.partition("-")[0], "")))
