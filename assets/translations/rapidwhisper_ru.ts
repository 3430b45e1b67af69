<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU">
<context>
    <name>Address</name>
    <message>
        <source>This address cannot be used: {reason}.</source>
        <translation>Этот адрес не годится: {reason}.</translation>
    </message>
    <message>
        <source>Most servers answer at {better}.</source>
        <translation>Большинство серверов отвечает по адресу {better}.</translation>
    </message>
    <message>
        <source>Will be used as {url}, with what follows the question mark.</source>
        <translation>Будет использован адрес {url} вместе с тем, что стоит после вопросительного знака.</translation>
    </message>
    <message>
        <source>Will be used as {url}.</source>
        <translation>Будет использован адрес {url}.</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>It can be read.</source>
        <translation>Его можно прочитать.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Его не удаётся прочитать.</translation>
    </message>
    <message>
        <source>A window can be shown ({platform}, {screens}).</source>
        <translation>Окно показать можно ({platform}, {screens}).</translation>
    </message>
    <message>
        <source>No window can be shown.</source>
        <translation>Показать окно не удаётся.</translation>
    </message>
    <message>
        <source>There is one.</source>
        <translation>Есть.</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Нет.</translation>
    </message>
    <message>
        <source>The check itself failed.</source>
        <translation>Не удалась сама проверка.</translation>
    </message>
    <message>
        <source>It was not tried out.</source>
        <translation>Не проверено.</translation>
    </message>
    <message>
        <source>{hotkey} can be used, by way of {way}.</source>
        <translation>{hotkey} можно использовать (способ: {way}).</translation>
    </message>
    <message>
        <source>{hotkey} does not work, by way of {way}.</source>
        <translation>{hotkey} не работает (способ: {way}).</translation>
    </message>
    <message>
        <source>A text arrived in a window within {ms} ms.</source>
        <translation>Текст дошёл до окна за {ms} мс.</translation>
    </message>
    <message>
        <source>A text did not arrive in a window.</source>
        <translation>Текст не дошёл до окна.</translation>
    </message>
    <message>
        <source>Texts are only copied, as the settings say.</source>
        <translation>Тексты только копируются: так заданы настройки.</translation>
    </message>
    <message>
        <source>Texts are only copied on this desktop.</source>
        <translation>На этом рабочем столе тексты только копируются.</translation>
    </message>
    <message>
        <source>It cannot be used.</source>
        <translation>Использовать нельзя.</translation>
    </message>
    <message>
        <source>{name}: {rate} Hz, level {level} dBFS.</source>
        <translation>{name}: {rate} Гц, уровень {level} dBFS.</translation>
    </message>
    <message>
        <source>the system&apos;s default</source>
        <translation>микрофон системы по умолчанию</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>в порядке</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>внимание</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Hotkey</source>
        <translation>Горячая клавиша</translation>
    </message>
    <message>
        <source>Cancel key</source>
        <translation>Клавиша отмены</translation>
    </message>
    <message>
        <source>Key for the last text</source>
        <translation>Клавиша последнего текста</translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation>Вставка</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Рабочий стол</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Трей</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>Буфер обмена</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Папки</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) failed.</source>
        <translation>
            <numerusform>Не пройдена %n проверка.</numerusform>
            <numerusform>Не пройдены %n проверки.</numerusform>
            <numerusform>Не пройдено %n проверок.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s).</source>
        <translation>
            <numerusform>%n предупреждение.</numerusform>
            <numerusform>%n предупреждения.</numerusform>
            <numerusform>%n предупреждений.</numerusform>
        </translation>
    </message>
    <message>
        <source>For a bug report:</source>
        <translation>Для сообщения об ошибке:</translation>
    </message>
    <message>
        <source>Speech sent to “{provider}”</source>
        <translation>Речь для провайдера «{provider}»</translation>
    </message>
    <message>
        <source>Provider “{provider}”</source>
        <translation>Провайдер «{provider}»</translation>
    </message>
    <message>
        <source>Everything is all right.</source>
        <translation>Всё в порядке.</translation>
    </message>
    <message>
        <source>Nothing failed.</source>
        <translation>Ошибок нет.</translation>
    </message>
    <message>
        <source>Every line of {path} is understood.</source>
        <translation>В {path} всё понятно.</translation>
    </message>
    <message>
        <source>{path} cannot be read.</source>
        <translation>{path} не удаётся прочитать.</translation>
    </message>
    <message>
        <source>There are mistakes in {path}.</source>
        <translation>В {path} есть ошибки.</translation>
    </message>
    <message>
        <source>Ours alone and writable; free on the disk: {free} MB.</source>
        <translation>Доступны для записи и закрыты для других; свободно на диске: {free} МБ.</translation>
    </message>
    <message>
        <source>Free on the disk: {free} MB.</source>
        <translation>Свободно на диске: {free} МБ.</translation>
    </message>
    <message>
        <source>RapidWhisper tries out whether a text arrives here. This takes a moment.</source>
        <translation>RapidWhisper проверяет, доходит ли сюда текст. Это займёт мгновение.</translation>
    </message>
    <message>
        <source>It is installed.</source>
        <translation>Установлено.</translation>
    </message>
    <message>
        <source>It answered within {ms} ms; it has no list of models.</source>
        <translation>Ответ получен за {ms} мс; списка моделей нет.</translation>
    </message>
    <message>
        <source>It answered within {ms} ms and lists models: {count}.</source>
        <translation>Ответ получен за {ms} мс; моделей в списке: {count}.</translation>
    </message>
    <message>
        <source>It heard “{text}” within {ms} ms.</source>
        <translation>Распознано за {ms} мс: «{text}».</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Tap or hold</source>
        <translation>Нажать или удерживать</translation>
    </message>
    <message>
        <source>Tap to start, tap to finish</source>
        <translation>Нажать — начать, нажать — закончить</translation>
    </message>
    <message>
        <source>Hold while speaking</source>
        <translation>Удерживать, пока говорите</translation>
    </message>
    <message>
        <source>Automatically</source>
        <translation>Автоматически</translation>
    </message>
    <message>
        <source>The graphics card where it can be used</source>
        <translation>Видеокарта, если её можно использовать</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>Процессор</translation>
    </message>
    <message>
        <source>The graphics card</source>
        <translation>Видеокарта</translation>
    </message>
    <message>
        <source>Shift+Insert</source>
        <translation>Shift+Insert</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation>Ctrl+V</translation>
    </message>
    <message>
        <source>Ctrl+Shift+V</source>
        <translation>Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>Type letter by letter</source>
        <translation>Набирать по буквам</translation>
    </message>
    <message>
        <source>Only copy to the clipboard</source>
        <translation>Только копировать в буфер обмена</translation>
    </message>
    <message>
        <source>Hold the text until its window is back</source>
        <translation>Придержать текст, пока не вернётся его окно</translation>
    </message>
    <message>
        <source>Bring its window to the front</source>
        <translation>Вывести его окно вперёд</translation>
    </message>
    <message>
        <source>Insert it where the cursor is</source>
        <translation>Вставить туда, где курсор</translation>
    </message>
    <message>
        <source>Texts and recordings</source>
        <translation>Тексты и записи</translation>
    </message>
    <message>
        <source>Texts only</source>
        <translation>Только тексты</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ничего</translation>
    </message>
    <message>
        <source>Offer to transcribe it</source>
        <translation>Предложить распознать</translation>
    </message>
    <message>
        <source>Transcribe it automatically</source>
        <translation>Распознать автоматически</translation>
    </message>
    <message>
        <source>Try again automatically</source>
        <translation>Повторить автоматически</translation>
    </message>
    <message>
        <source>forever</source>
        <translation>бессрочно</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Recognised by its answers</source>
        <translation>Определяется по ответам</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>Everything (DEBUG)</source>
        <translation>Всё подробно (DEBUG)</translation>
    </message>
    <message>
        <source>What happens (INFO)</source>
        <translation>Что происходит (INFO)</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Ошибки</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>не хранить</translation>
    </message>
    <message>
        <source>one day</source>
        <translation>один день</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>неделю</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 дней</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>год</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>пробел</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ничего</translation>
    </message>
    <message>
        <source>a line break</source>
        <translation>новая строка</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>определяется сам</translation>
    </message>
    <message>
        <source>nobody else</source>
        <translation>больше никто</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>RapidWhisper is running and does not answer. Wait a little, or end and start it.</source>
        <translation>RapidWhisper работает, но не отвечает. Подождите немного или завершите и запустите его снова.</translation>
    </message>
    <message>
        <source>The system refuses: {detail}</source>
        <translation>Система отказывает: {detail}</translation>
    </message>
    <message>
        <source>Dictate into any program. Without a command: start it.</source>
        <translation>Диктовка в любую программу. Без команды — запуск.</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>команды</translation>
    </message>
    <message>
        <source>what the running program is doing</source>
        <translation>что делает запущенная программа</translation>
    </message>
    <message>
        <source>check everything that a dictation needs</source>
        <translation>проверить всё, что нужно для диктовки</translation>
    </message>
    <message>
        <source>also send about a second of recorded speech to each provider</source>
        <translation>и отправить каждому провайдеру около секунды записанной речи</translation>
    </message>
    <message>
        <source>start or finish a dictation, as the hotkey does</source>
        <translation>начать или закончить диктовку, как горячая клавиша</translation>
    </message>
    <message>
        <source>start a dictation</source>
        <translation>начать диктовку</translation>
    </message>
    <message>
        <source>finish the dictation</source>
        <translation>закончить диктовку</translation>
    </message>
    <message>
        <source>discard the dictation</source>
        <translation>отменить диктовку</translation>
    </message>
    <message>
        <source>insert the text that is held, else the last one</source>
        <translation>вставить придержанный текст, а если его нет — последний</translation>
    </message>
    <message>
        <source>open the settings</source>
        <translation>открыть настройки</translation>
    </message>
    <message>
        <source>end the program</source>
        <translation>завершить программу</translation>
    </message>
    <message>
        <source>what was said, newest first</source>
        <translation>что было сказано, сначала новое</translation>
    </message>
    <message>
        <source>only texts with all these words or parts of words</source>
        <translation>только тексты со всеми этими словами или их частями</translation>
    </message>
    <message>
        <source>what is found, into a .txt, .json or .srt file</source>
        <translation>найденное в файл .txt, .json или .srt</translation>
    </message>
    <message>
        <source>open it in the running program</source>
        <translation>открыть в работающей программе</translation>
    </message>
    <message>
        <source>how long the stages of dictations took, by provider</source>
        <translation>сколько времени занимали этапы диктовок, по провайдерам</translation>
    </message>
    <message>
        <source>only what was said in the last N days</source>
        <translation>только сказанное за последние N дней</translation>
    </message>
    <message>
        <source>models for this computer</source>
        <translation>модели для этого компьютера</translation>
    </message>
    <message>
        <source>put the last text on the clipboard</source>
        <translation>поместить последний текст в буфер обмена</translation>
    </message>
    <message>
        <source>transcribe a kept recording again, onto the clipboard</source>
        <translation>распознать сохранённую запись ещё раз, в буфер обмена</translation>
    </message>
    <message>
        <source>transcribe sound files of any length</source>
        <translation>распознать звуковые файлы любой длины</translation>
    </message>
    <message>
        <source>the language that is spoken, such as en or ru</source>
        <translation>язык речи, например en или ru</translation>
    </message>
    <message>
        <source>what is written: srt and vtt are subtitles</source>
        <translation>что записать: srt и vtt — субтитры</translation>
    </message>
    <message>
        <source>where it is written; for several files a folder</source>
        <translation>куда записать; для нескольких файлов — папка</translation>
    </message>
    <message>
        <source>show no progress</source>
        <translation>не показывать ход работы</translation>
    </message>
    <message>
        <source>which there are, and which are here</source>
        <translation>какие есть и какие уже скачаны</translation>
    </message>
    <message>
        <source>bring one here, or go on with it; Ctrl+C pauses</source>
        <translation>скачать модель или продолжить; Ctrl+C приостанавливает</translation>
    </message>
    <message>
        <source>remove one, or a part of one</source>
        <translation>удалить модель или её скачанную часть</translation>
    </message>
    <message>
        <source>compare the checksums of what is here</source>
        <translation>сверить контрольные суммы скачанного</translation>
    </message>
    <message>
        <source>it must be 1 or more</source>
        <translation>нужно число от 1</translation>
    </message>
    <message>
        <source>the file&apos;s name must end in {endings}</source>
        <translation>имя файла должно оканчиваться на {endings}</translation>
    </message>
    <message>
        <source>RapidWhisper is not running. Start it with: rapidwhisper</source>
        <translation>RapidWhisper не запущен. Запустите его командой: rapidwhisper</translation>
    </message>
    <message>
        <source>getting ready</source>
        <translation>подготовка</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>готов</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>запись</translation>
    </message>
    <message>
        <source>transcribing</source>
        <translation>распознавание</translation>
    </message>
    <message>
        <source>inserting</source>
        <translation>вставка</translation>
    </message>
    <message>
        <source>something went wrong</source>
        <translation>что-то пошло не так</translation>
    </message>
    <message>
        <source>{state}; provider {model}; hotkey {hotkey}</source>
        <translation>{state}; провайдер {model}; горячая клавиша {hotkey}</translation>
    </message>
    <message>
        <source>nothing leaves this computer (LOCAL_ONLY is on)</source>
        <translation>ничто не покидает этот компьютер (включён LOCAL_ONLY)</translation>
    </message>
    <message>
        <source>the hotkey does not work now: {text}</source>
        <translation>клавиша сейчас не действует: {text}</translation>
    </message>
    <message>
        <source>last problem, {time}: {text}</source>
        <translation>последняя неполадка, {time}: {text}</translation>
    </message>
    <message>
        <source>The display {display} was lost and has not come back within {seconds} seconds, so RapidWhisper has ended. Your speech is kept: start it again on your desktop.</source>
        <translation>Дисплей {display} пропал и за {seconds} с не вернулся, поэтому RapidWhisper завершил работу. Ваша речь сохранена: запустите программу снова на рабочем столе.</translation>
    </message>
    <message>
        <source>RapidWhisper is already running: look for its icon in the tray.</source>
        <translation>RapidWhisper уже работает: найдите его значок в трее.</translation>
    </message>
    <message>
        <source>RapidWhisper cannot reach the display {display}. Start it in a terminal of your desktop.</source>
        <translation>RapidWhisper не может подключиться к дисплею {display}. Запустите его в терминале вашего рабочего стола.</translation>
    </message>
    <message>
        <source>RapidWhisper needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set. Start it in a terminal of your desktop.</source>
        <translation>RapidWhisper нужен рабочий стол: не заданы ни DISPLAY, ни WAYLAND_DISPLAY. Запустите его в терминале рабочего стола.</translation>
    </message>
    <message>
        <source>The display was lost again and again, so RapidWhisper has ended. Your speech is kept: start it again on your desktop.</source>
        <translation>Дисплей пропадал снова и снова, поэтому RapidWhisper завершил работу. Ваша речь сохранена: запустите программу снова на рабочем столе.</translation>
    </message>
    <message>
        <source>RapidWhisper is just starting or ending, or “rapidwhisper retry” is at work. Try again in a moment.</source>
        <translation>RapidWhisper сейчас запускается или завершается, или работает «rapidwhisper retry». Повторите через мгновение.</translation>
    </message>
    <message>
        <source>“{chosen}” has failed; the text is by “{provider}”.</source>
        <translation>Сбой у провайдера «{chosen}»; текст распознан провайдером «{provider}».</translation>
    </message>
    <message>
        <source>{name}: {place} stays; what came this time is in {beside}.</source>
        <translation>{name}: {place} не изменён; что распозналось в этот раз — в {beside}.</translation>
    </message>
    <message>
        <source>{name}: {start} to {stop} is missing.</source>
        <translation>{name}: нет текста от {start} до {stop}.</translation>
    </message>
    <message>
        <source>{name}: stopped; what was transcribed until then is kept.</source>
        <translation>{name}: остановлено; всё, что успело распознаться, сохранено.</translation>
    </message>
    <message>
        <source>Subtitles of several files need a folder: --output FOLDER</source>
        <translation>Субтитрам нескольких файлов нужна папка: --output ПАПКА</translation>
    </message>
    <message>
        <source>{path} is a file; several files need a folder</source>
        <translation>{path} — это файл; для нескольких файлов нужна папка</translation>
    </message>
    <message>
        <source>{path} would be overwritten by its own text</source>
        <translation>текст записался бы поверх самого файла {path}</translation>
    </message>
    <message>
        <source>{speed}x real time, {left} left</source>
        <translation>скорость ×{speed}, осталось {left}</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <source>Groq: to begin with, needs a key</source>
        <translation>Groq: для начала, нужен ключ</translation>
    </message>
    <message>
        <source>On this computer: for privacy</source>
        <translation>На этом компьютере: для приватности</translation>
    </message>
    <message>
        <source>My own server (vLLM): for production</source>
        <translation>Свой сервер (vLLM): для продакшена</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Что выбрать?</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>There is no text.</source>
        <translation>Текста нет.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Into the window that was in front before this one</source>
        <translation>В окно, которое было впереди до этого</translation>
    </message>
    <message>
        <source>Transcribe again</source>
        <translation>Распознать снова</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Стоп</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Прослушать</translation>
    </message>
    <message>
        <source>The recording is no longer kept</source>
        <translation>Запись больше не хранится</translation>
    </message>
    <message>
        <source>No provider is set up</source>
        <translation>Ни один провайдер не настроен</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Subtitles (*.srt)</source>
        <translation>Субтитры (*.srt)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Папка:</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>Тип файла:</translation>
    </message>
    <message>
        <source>dictations</source>
        <translation>диктовки</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n текст</numerusform>
            <numerusform>%n текста</numerusform>
            <numerusform>%n текстов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n запись</numerusform>
            <numerusform>%n записи</numerusform>
            <numerusform>%n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the whole history: {texts} and {recordings}?</source>
        <translation>Удалить всю историю: {texts} и {recordings}?</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Удалить всё</translation>
    </message>
    <message>
        <source>This recording has no text yet. Delete it all the same?</source>
        <translation>У этой записи ещё нет текста. Всё равно удалить её?</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Это нельзя отменить.</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation>Вставлено</translation>
    </message>
    <message>
        <source>Not inserted</source>
        <translation>Не вставлено</translation>
    </message>
    <message>
        <source>Not transcribed</source>
        <translation>Не распознано</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>Нет речи</translation>
    </message>
    <message>
        <source>{day}, {hour}</source>
        <translation>{day}, {hour}</translation>
    </message>
    <message>
        <source>Transcribing… {percent} %</source>
        <translation>Распознавание… {percent} %</translation>
    </message>
    <message>
        <source>The text will be here when the file is transcribed.</source>
        <translation>Текст появится здесь, когда файл будет распознан.</translation>
    </message>
    <message>
        <source>The last attempt to transcribe it again has failed</source>
        <translation>Последняя попытка распознать снова не удалась</translation>
    </message>
    <message>
        <source>Put on the clipboard</source>
        <translation>Помещено в буфер обмена</translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation>Распознано</translation>
    </message>
    <message>
        <source>Not all of it was transcribed</source>
        <translation>Распознано не всё</translation>
    </message>
    <message>
        <source>{fate}: {reason}</source>
        <translation>{fate}: {reason}</translation>
    </message>
    <message>
        <source>No dictation holds these words.</source>
        <translation>Таких слов нет ни в одной диктовке.</translation>
    </message>
    <message>
        <source>Nothing is kept yet: what you dictate will be here.</source>
        <translation>Пока ничего нет: здесь появится то, что вы продиктуете.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Скопировано.</translation>
    </message>
    <message>
        <source>Transcribing again; the text will also be put on the clipboard.</source>
        <translation>Распознаём снова; текст попадёт и в буфер обмена.</translation>
    </message>
    <message>
        <source>No texts are kept (see “History” in the settings). Use: {command}</source>
        <translation>Тексты не хранятся (см. «История» в настройках). Используйте: {command}</translation>
    </message>
    <message>
        <source>Exported to {file}.</source>
        <translation>Экспортировано в {file}.</translation>
    </message>
    <message>
        <source>Nothing is kept: see “History” in the settings.</source>
        <translation>Ничего не хранится: см. «История» в настройках.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Search in the history</source>
        <translation>Поиск по истории</translation>
    </message>
    <message>
        <source>Dictations</source>
        <translation>Диктовки</translation>
    </message>
    <message>
        <source>Transcribe a file…</source>
        <translation>Распознать файл…</translation>
    </message>
    <message>
        <source>Sound files may also be dropped on this window</source>
        <translation>Звуковые файлы можно и перетащить в это окно</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Clear all…</source>
        <translation>Удалить всё…</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Этапы</translation>
    </message>
    <message>
        <source>{stage}: {time}</source>
        <translation>{stage}: {time}</translation>
    </message>
    <message>
        <source>Transcribe sound files</source>
        <translation>Распознавание звуковых файлов</translation>
    </message>
    <message>
        <source>Sound files ({kinds})</source>
        <translation>Звуковые файлы ({kinds})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
</context>
<context>
    <name>Http</name>
    <message>
        <source>Not encrypted</source>
        <translation>Без шифрования</translation>
    </message>
    <message>
        <source>The way to {host} is not encrypted.</source>
        <translation>Связь с {host} не зашифрована.</translation>
    </message>
    <message>
        <source>Anybody on the way could read your key and hear what you dictate. https:// would prevent it, if the server has it.</source>
        <translation>Посторонние на пути могут прочитать ваш ключ и услышать диктовку. От этого защищает https://, если сервер его поддерживает.</translation>
    </message>
    <message>
        <source>Use it all the same</source>
        <translation>Всё равно использовать</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>Bulgarian</source>
        <translation>болгарский</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>чешский</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>датский</translation>
    </message>
    <message>
        <source>German</source>
        <translation>немецкий</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>греческий</translation>
    </message>
    <message>
        <source>English</source>
        <translation>английский</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>испанский</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>эстонский</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>финский</translation>
    </message>
    <message>
        <source>French</source>
        <translation>французский</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>хорватский</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>венгерский</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>итальянский</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>литовский</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>латышский</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>мальтийский</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>нидерландский</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>польский</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>португальский</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>румынский</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>русский</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>словацкий</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>словенский</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>шведский</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>украинский</translation>
    </message>
</context>
<context>
    <name>Laps</name>
    <message>
        <source>Microphone opens</source>
        <translation>Открытие микрофона</translation>
    </message>
    <message>
        <source>Last sound</source>
        <translation>Последний звук</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Подготовка</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Кодирование</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Отправка</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Text rules</source>
        <translation>Правка текста</translation>
    </message>
    <message>
        <source>Waiting its turn</source>
        <translation>Ожидание очереди</translation>
    </message>
    <message>
        <source>Pasting</source>
        <translation>Вставка</translation>
    </message>
    <message>
        <source>Read by the window</source>
        <translation>Чтение окном</translation>
    </message>
    <message>
        <source>From the key to the text</source>
        <translation>От клавиши до текста</translation>
    </message>
</context>
<context>
    <name>Length</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} мин {seconds} с</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} ч {minutes} мин</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} мс</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>To try the program out: nothing to download, and many words are misheard.</source>
        <translation>Чтобы попробовать программу: скачивать ничего не нужно, но многие слова распознаются неверно.</translation>
    </message>
    <message>
        <source>low</source>
        <translation>низкая</translation>
    </message>
    <message>
        <source>For most people: 25 European languages, Russian and English among them.</source>
        <translation>Для большинства: 25 европейских языков, включая русский и английский.</translation>
    </message>
    <message>
        <source>11.0 % of words wrong in Russian (LibriSpeech), 6.8 % in English (VoxPopuli)</source>
        <translation>11,0 % неверных слов в русском (LibriSpeech), 6,8 % в английском (VoxPopuli)</translation>
    </message>
    <message>
        <source>7.6 % of words wrong in Russian (LibriSpeech)</source>
        <translation>7,6 % неверных слов в русском (LibriSpeech)</translation>
    </message>
    <message>
        <source>38.3 % of words wrong in Russian (LibriSpeech), 12.8 % in English (VoxPopuli)</source>
        <translation>38,3 % неверных слов в русском (LibriSpeech), 12,8 % в английском (VoxPopuli)</translation>
    </message>
    <message>
        <source>10.1 % of words wrong in Russian (LibriSpeech), 14.8 % in English (VoxPopuli)</source>
        <translation>10,1 % неверных слов в русском (LibriSpeech), 14,8 % в английском (VoxPopuli)</translation>
    </message>
    <message>
        <source>For Russian alone: the most accurate and the fastest, a small download.</source>
        <translation>Только для русского: самая точная и самая быстрая, небольшая загрузка.</translation>
    </message>
    <message>
        <source>For 99 languages where there is little room; many words are misheard.</source>
        <translation>Для 99 языков, когда мало места на диске; многие слова распознаются неверно.</translation>
    </message>
    <message>
        <source>For 99 languages, on a strong computer; slower than the others.</source>
        <translation>Для 99 языков на мощном компьютере; медленнее остальных.</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>asking which files there are</source>
        <translation>узнаём, какие есть файлы</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} из {all}</translation>
    </message>
    <message>
        <source>{here}, checking</source>
        <translation>{here}, проверка</translation>
    </message>
    <message>
        <source>{here}, {rate}, {left} left</source>
        <translation>{here}, {rate}, осталось {left}</translation>
    </message>
    <message numerus="yes">
        <source>%n language(s)</source>
        <translation>
            <numerusform>%n язык</numerusform>
            <numerusform>%n языка</numerusform>
            <numerusform>%n языков</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused. “rapidwhisper models download {name}” goes on from here.</source>
        <translation>Приостановлено. «rapidwhisper models download {name}» продолжит отсюда.</translation>
    </message>
    <message>
        <source>{name} is here and in use.</source>
        <translation>Модель {name} здесь и уже используется.</translation>
    </message>
    <message>
        <source>{name} is here. To use it, write into {path}:</source>
        <translation>Модель {name} здесь. Чтобы её использовать, впишите в {path}:</translation>
    </message>
    <message>
        <source>{name} is not here.</source>
        <translation>Модели {name} здесь нет.</translation>
    </message>
    <message>
        <source>{name} is removed; {size} are free again.</source>
        <translation>Модель {name} удалена, освободилось {size}.</translation>
    </message>
    <message>
        <source>LOCAL_MODEL still names it: choose another one.</source>
        <translation>В LOCAL_MODEL всё ещё указана она: выберите другую.</translation>
    </message>
    <message>
        <source>No model has been downloaded yet.</source>
        <translation>Ещё ни одна модель не скачана.</translation>
    </message>
    <message>
        <source>{name}: whole</source>
        <translation>{name}: цела</translation>
    </message>
    <message>
        <source>{name}: damaged or missing: {files}. Remove it and download it again.</source>
        <translation>{name}: повреждены или отсутствуют: {files}. Удалите модель и скачайте заново.</translation>
    </message>
    <message>
        <source>model</source>
        <translation>модель</translation>
    </message>
    <message>
        <source>state</source>
        <translation>состояние</translation>
    </message>
    <message>
        <source>size</source>
        <translation>размер</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>языки</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>скорость</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>лицензия</translation>
    </message>
    <message>
        <source>Accuracy: {accuracy}.</source>
        <translation>Точность: {accuracy}.</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>встроена</translation>
    </message>
    <message>
        <source>here</source>
        <translation>скачана</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>не скачана</translation>
    </message>
    <message>
        <source>{percent} % here</source>
        <translation>скачано {percent} %</translation>
    </message>
    <message>
        <source>partly here</source>
        <translation>скачана частично</translation>
    </message>
    <message>
        <source>about {amount}</source>
        <translation>примерно {amount}</translation>
    </message>
    <message>
        <source>nearly all</source>
        <translation>почти все</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>быстрая</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>средняя</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>медленная</translation>
    </message>
    <message>
        <source>* is in use.</source>
        <translation>* — используется.</translation>
    </message>
    <message>
        <source>{size} in {path}</source>
        <translation>{size} в {path}</translation>
    </message>
    <message>
        <source>“rapidwhisper models download NAME” brings one here.</source>
        <translation>«rapidwhisper models download NAME» скачает модель.</translation>
    </message>
    <message>
        <source>{percent} %, {progress}</source>
        <translation>{percent} %, {progress}</translation>
    </message>
    <message>
        <source>Downloading {labels}…</source>
        <translation>Скачивается {labels}…</translation>
    </message>
    <message>
        <source>Downloading {labels}: {percent} %</source>
        <translation>Скачивается {labels}: {percent} %</translation>
    </message>
    <message>
        <source>of medium speed</source>
        <translation>средней скорости</translation>
    </message>
    <message>
        <source>slow without a graphics card</source>
        <translation>без видеокарты медленная</translation>
    </message>
    <message>
        <source>99 languages</source>
        <translation>99 языков</translation>
    </message>
    <message>
        <source>{many}: {names}…</source>
        <translation>{many}: {names}…</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>входит в программу</translation>
    </message>
    <message>
        <source>takes {amount} on the disk</source>
        <translation>занимает {amount} на диске</translation>
    </message>
    <message>
        <source>about {amount} to download</source>
        <translation>скачать примерно {amount}</translation>
    </message>
    <message>
        <source>{amount} to download</source>
        <translation>скачать {amount}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Скачать</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>рекомендуем</translation>
    </message>
    <message>
        <source>Licence: {name}</source>
        <translation>Лицензия: {name}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Remove the model {name} from this computer?</source>
        <translation>Удалить модель {name} с этого компьютера?</translation>
    </message>
    <message>
        <source>Cancel the download of {name} and remove what has come so far?</source>
        <translation>Отменить скачивание {name} и удалить уже скачанное?</translation>
    </message>
    <message>
        <source>It can be downloaded again at any time.</source>
        <translation>Её можно в любой момент скачать снова.</translation>
    </message>
    <message>
        <source>More about models</source>
        <translation>Ещё о моделях</translation>
    </message>
    <message>
        <source>A folder of my own…</source>
        <translation>Своя папка…</translation>
    </message>
    <message>
        <source>With a model that onnx-asr can load: config.json, words and .onnx files.</source>
        <translation>С моделью, которую умеет загружать onnx-asr: config.json, словарь и файлы .onnx.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Folder with the model</source>
        <translation>Папка с моделью</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message numerus="yes">
        <source>%n more on the way</source>
        <translation>
            <numerusform>ещё %n в работе</numerusform>
            <numerusform>ещё %n в работе</numerusform>
            <numerusform>ещё %n в работе</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Подготовка…</translation>
    </message>
    <message>
        <source>Inserting…</source>
        <translation>Вставка…</translation>
    </message>
    <message>
        <source>Let go to finish, {cancel} cancels</source>
        <translation>Отпустите, чтобы закончить; {cancel} — отмена</translation>
    </message>
    <message>
        <source>{hotkey} finishes, {cancel} cancels</source>
        <translation>{hotkey} — закончить, {cancel} — отмена</translation>
    </message>
    <message numerus="yes">
        <source>Loading the model… %n s</source>
        <translation>
            <numerusform>Загрузка модели… %n с</numerusform>
            <numerusform>Загрузка модели… %n с</numerusform>
            <numerusform>Загрузка модели… %n с</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribing…</source>
        <translation>Распознавание…</translation>
    </message>
    <message numerus="yes">
        <source>Recognising on this computer… %n s</source>
        <translation>
            <numerusform>Распознавание на этом компьютере… %n с</numerusform>
            <numerusform>Распознавание на этом компьютере… %n с</numerusform>
            <numerusform>Распознавание на этом компьютере… %n с</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for {provider}… %n s</source>
        <translation>
            <numerusform>Ждём ответа: {provider}… %n с</numerusform>
            <numerusform>Ждём ответа: {provider}… %n с</numerusform>
            <numerusform>Ждём ответа: {provider}… %n с</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Done, on this computer</source>
        <translation>Готово, распознано на этом компьютере</translation>
    </message>
    <message>
        <source>Done, by {provider}</source>
        <translation>Готово, распознал {provider}</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Завершено</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n секунду</numerusform>
            <numerusform>%n секунды</numerusform>
            <numerusform>%n секунд</numerusform>
        </translation>
    </message>
    <message>
        <source>a moment</source>
        <translation>немного</translation>
    </message>
    <message>
        <source>The text is on the clipboard: click where it belongs and press Ctrl+V.</source>
        <translation>Текст в буфере обмена: щёлкните, куда его вставить, и нажмите Ctrl+V.</translation>
    </message>
    <message>
        <source>Nothing answers at {host}.</source>
        <translation>По адресу {host} никто не отвечает.</translation>
    </message>
    <message>
        <source>Start the server or correct its address in the settings. Your speech is kept.</source>
        <translation>Запустите сервер или исправьте его адрес в настройках. Речь сохранена.</translation>
    </message>
    <message>
        <source>The name {host} is not known on the network.</source>
        <translation>Имя {host} в сети не найдено.</translation>
    </message>
    <message>
        <source>Check the connection and the server&apos;s address in the settings. Your speech is kept.</source>
        <translation>Проверьте подключение и адрес сервера в настройках. Речь сохранена.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off.</source>
        <translation>Соединение с {host} оборвалось.</translation>
    </message>
    <message>
        <source>No answer came in time from {host}.</source>
        <translation>{host} не ответил вовремя.</translation>
    </message>
    <message>
        <source>{host} does not speak HTTPS.</source>
        <translation>{host} не поддерживает HTTPS.</translation>
    </message>
    <message>
        <source>Write http:// instead of https:// in the server&apos;s address. Your speech is kept.</source>
        <translation>Напишите в адресе сервера http:// вместо https://. Речь сохранена.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted by this computer.</source>
        <translation>Этот компьютер не доверяет сертификату {host}.</translation>
    </message>
    <message>
        <source>Install the server&apos;s certificate in the system, or use its right name. Your speech is kept.</source>
        <translation>Установите сертификат сервера в систему или укажите его правильное имя. Речь сохранена.</translation>
    </message>
    <message>
        <source>{host} sends requests on to {location}.</source>
        <translation>{host} перенаправляет запросы на {location}.</translation>
    </message>
    <message>
        <source>Write that address into the settings, if you trust it. Your speech is kept.</source>
        <translation>Если вы доверяете этому адресу, впишите его в настройки. Речь сохранена.</translation>
    </message>
    <message>
        <source>{host} does not accept the API key. {detail}</source>
        <translation>{host} не принимает ключ API. {detail}</translation>
    </message>
    <message>
        <source>Correct the key in the settings, then try again: your speech is kept.</source>
        <translation>Исправьте ключ в настройках и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>{host} denies access. {detail}</source>
        <translation>{host} отказывает в доступе. {detail}</translation>
    </message>
    <message>
        <source>Check the API key and what it is allowed to do, then try again: your speech is kept.</source>
        <translation>Проверьте ключ API и его права, затем повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>{host} refuses the request ({status}). {detail}</source>
        <translation>{host} отклоняет запрос ({status}). {detail}</translation>
    </message>
    <message>
        <source>Check model and language in the settings, then try again: your speech is kept.</source>
        <translation>Проверьте модель и язык в настройках и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>The recording is too large for {host}. {detail}</source>
        <translation>Запись слишком велика для {host}. {detail}</translation>
    </message>
    <message>
        <source>Try again with another provider: your speech is kept.</source>
        <translation>Повторите с другим провайдером: речь сохранена.</translation>
    </message>
    <message>
        <source>{host} takes no more requests for now. {detail}</source>
        <translation>{host} пока не принимает новых запросов. {detail}</translation>
    </message>
    <message>
        <source>{host} has a fault of its own ({status}). {detail}</source>
        <translation>На сервере {host} неполадка ({status}). {detail}</translation>
    </message>
    <message>
        <source>{host} answered with a web page instead of a text.</source>
        <translation>{host} вместо текста прислал веб-страницу.</translation>
    </message>
    <message>
        <source>Sign in to the network, or correct the server&apos;s address. Your speech is kept.</source>
        <translation>Войдите в сеть или исправьте адрес сервера. Речь сохранена.</translation>
    </message>
    <message>
        <source>The server at {host} has no speech-to-text (LM Studio has none).</source>
        <translation>Сервер {host} не умеет распознавать речь (LM Studio не умеет).</translation>
    </message>
    <message>
        <source>{host} reports an error: {detail}</source>
        <translation>{host} сообщает об ошибке: {detail}</translation>
    </message>
    <message>
        <source>The answer of {host} cannot be used: {detail}</source>
        <translation>Ответ {host} непригоден: {detail}</translation>
    </message>
    <message>
        <source>Check the server&apos;s address in the settings. Your speech is kept.</source>
        <translation>Проверьте адрес сервера в настройках. Речь сохранена.</translation>
    </message>
    <message>
        <source>{provider} recognised no words.</source>
        <translation>{provider}: слова не распознаны.</translation>
    </message>
    <message>
        <source>Your speech is kept: try again by “Not transcribed” in the tray menu.</source>
        <translation>Речь сохранена: повторите через «Не распознано» в меню трея.</translation>
    </message>
    <message>
        <source>Use a server that has it: speaches, whisper.cpp, LocalAI or vLLM. Your speech is kept.</source>
        <translation>Возьмите сервер, который умеет: speaches, whisper.cpp, LocalAI или vLLM. Речь сохранена.</translation>
    </message>
    <message>
        <source>The model “{model}” is not installed at {host}.</source>
        <translation>Модель «{model}» не установлена на {host}.</translation>
    </message>
    <message>
        <source>Install it with “{command}”, then try again: your speech is kept.</source>
        <translation>Установите её командой «{command}» и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>The model “{model}” at {host} takes no speech.</source>
        <translation>Модель «{model}» на {host} не принимает речь.</translation>
    </message>
    <message>
        <source>Use one that does, such as {take}, then try again: your speech is kept.</source>
        <translation>Возьмите ту, что принимает, например {take}, и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>Ollama has no Whisper: “{model}” does not work at {host}.</source>
        <translation>В Ollama нет Whisper: «{model}» на {host} не работает.</translation>
    </message>
    <message>
        <source>Run “{command}” and write CUSTOM_MODEL={take} into the settings, or use another server. Your speech is kept.</source>
        <translation>Выполните «{command}» и впишите в настройки CUSTOM_MODEL={take} или возьмите другой сервер. Речь сохранена.</translation>
    </message>
    <message>
        <source>The whisper.cpp server at {host} listens under another address.</source>
        <translation>Сервер whisper.cpp на {host} принимает речь по другому пути.</translation>
    </message>
    <message>
        <source>Start it with “{command}”, then try again: your speech is kept.</source>
        <translation>Запустите его командой «{command}» и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>{host} is still loading its model.</source>
        <translation>Сервер {host} ещё загружает модель.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минуту</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n час</numerusform>
            <numerusform>%n часа</numerusform>
            <numerusform>%n часов</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer has no network, so {host} cannot be asked.</source>
        <translation>Компьютер не подключён к сети, поэтому {host} недоступен.</translation>
    </message>
    <message>
        <source>Connect it, then try again: your speech is kept.</source>
        <translation>Подключитесь к сети и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>Correct SSL_CERT_FILE and the proxy variables of the session, and start the program again. Your speech is kept.</source>
        <translation>Исправьте SSL_CERT_FILE и переменные прокси в своём сеансе и перезапустите программу. Речь сохранена.</translation>
    </message>
    <message>
        <source>{host} answers, but not over HTTP.</source>
        <translation>{host} отвечает, но не по протоколу HTTP.</translation>
    </message>
    <message>
        <source>Check the port of its address, and whether that begins with https://. Your speech is kept.</source>
        <translation>Проверьте порт в адресе и не должен ли он начинаться с https://. Речь сохранена.</translation>
    </message>
    <message>
        <source>{host} does not serve your country or your network.</source>
        <translation>{host} не обслуживает вашу страну или вашу сеть.</translation>
    </message>
    <message>
        <source>Your account at {host} has no credit left. {detail}</source>
        <translation>На вашем счёте у {host} закончились средства. {detail}</translation>
    </message>
    <message>
        <source>Top it up, or try again with another provider: your speech is kept.</source>
        <translation>Пополните его или повторите с другим провайдером: речь сохранена.</translation>
    </message>
    <message>
        <source>The server knows no {url}. {detail}</source>
        <translation>Адреса {url} на сервере нет. {detail}</translation>
    </message>
    <message>
        <source>Correct its address in the settings: most end in /v1. Your speech is kept.</source>
        <translation>Исправьте адрес сервера в настройках: обычно он оканчивается на /v1. Речь сохранена.</translation>
    </message>
    <message>
        <source>{host} does not have the model “{model}”.</source>
        <translation>На {host} нет модели «{model}».</translation>
    </message>
    <message>
        <source>Choose another model in the settings, then try again: your speech is kept.</source>
        <translation>Выберите в настройках другую модель и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>{host} does not take sound of this kind. {detail}</source>
        <translation>{host} не принимает звук в таком формате. {detail}</translation>
    </message>
    <message>
        <source>{host} does not understand the request. {detail}</source>
        <translation>{host} не понимает запрос. {detail}</translation>
    </message>
    <message>
        <source>Check the model and the kind of server in the settings, then try again: your speech is kept.</source>
        <translation>Проверьте в настройках модель и вид сервера и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>The rules of {host} forbid what was said.</source>
        <translation>Правила {host} не допускают того, что было сказано.</translation>
    </message>
    <message>
        <source>Wait {wait}, then try again: your speech is kept.</source>
        <translation>Подождите {wait} и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>{server} at {host} is too old: it has no speech-to-text yet.</source>
        <translation>{server} на {host} слишком старой версии: распознавать речь она ещё не умеет.</translation>
    </message>
    <message>
        <source>Update it, then try again: your speech is kept.</source>
        <translation>Обновите программу и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>Speak closer to the microphone, or try again by “Not transcribed” in the tray menu.</source>
        <translation>Говорите ближе к микрофону или повторите через «Не распознано» в меню трея.</translation>
    </message>
    <message>
        <source>The address of your server is missing.</source>
        <translation>Не указан адрес вашего сервера.</translation>
    </message>
    <message>
        <source>Write it into the settings: {key}=http://localhost:8000/v1/. Your speech is kept.</source>
        <translation>Впишите его в настройки: {key}=http://localhost:8000/v1/. Речь сохранена.</translation>
    </message>
    <message>
        <source>The address of your server cannot be used: {reason}.</source>
        <translation>Адрес вашего сервера непригоден: {reason}.</translation>
    </message>
    <message>
        <source>Correct {key} in the settings. Your speech is kept.</source>
        <translation>Исправьте {key} в настройках. Речь сохранена.</translation>
    </message>
    <message>
        <source>The way to {host} is not encrypted: others could read your key and hear your speech.</source>
        <translation>Связь с {host} не зашифрована: посторонние могут прочитать ключ и услышать речь.</translation>
    </message>
    <message>
        <source>Write https:// in {key}. If the server has only http and you trust the way, add ALLOW_HTTP_HOSTS={host} to the settings. Your speech is kept.</source>
        <translation>Напишите https:// в {key}. Если у сервера есть только http и вы доверяете этой связи, добавьте в настройки ALLOW_HTTP_HOSTS={host}. Ваша речь сохранена.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring cannot be used: {detail}.</source>
        <translation>Системное хранилище ключей недоступно: {detail}.</translation>
    </message>
    <message>
        <source>Keys stay in the settings file, which only you can read.</source>
        <translation>Ключи остаются в файле настроек, который можете прочитать только вы.</translation>
    </message>
    <message>
        <source>The key cannot be had from the system&apos;s keyring: {detail}.</source>
        <translation>Не удалось получить ключ из системного хранилища: {detail}.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or write the key itself into {key} in the settings. Your speech is kept.</source>
        <translation>Разблокируйте хранилище или впишите сам ключ в {key} в настройках. Ваша речь сохранена.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has no key under the name {key}.</source>
        <translation>В системном хранилище нет ключа с именем {key}.</translation>
    </message>
    <message>
        <source>Enter the key anew in the settings, on the page “Provider”. Your speech is kept.</source>
        <translation>Введите ключ заново в настройках, на странице «Провайдер». Ваша речь сохранена.</translation>
    </message>
    <message>
        <source>The key did not get into the system&apos;s keyring: {detail}.</source>
        <translation>Ключ не удалось поместить в системное хранилище: {detail}.</translation>
    </message>
    <message>
        <source>Unlock the keyring and save again, or keep the key in the file.</source>
        <translation>Разблокируйте хранилище и сохраните ещё раз или оставьте ключ в файле.</translation>
    </message>
    <message>
        <source>The API key in {key} has signs that no key has.</source>
        <translation>В ключе API ({key}) есть знаки, которых в ключах не бывает.</translation>
    </message>
    <message>
        <source>Copy it anew, without spaces and line breaks. Your speech is kept.</source>
        <translation>Скопируйте его заново, без пробелов и переносов. Речь сохранена.</translation>
    </message>
    <message>
        <source>{provider} needs an API key.</source>
        <translation>Провайдеру {provider} нужен ключ API.</translation>
    </message>
    <message>
        <source>Write it into the settings as {key}, then try again: your speech is kept.</source>
        <translation>Впишите его в настройки ({key}) и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>The server at {host} must be told which model to use.</source>
        <translation>Серверу {host} нужно указать модель.</translation>
    </message>
    <message>
        <source>Write it into the settings, such as CUSTOM_MODEL={take}, then try again: your speech is kept.</source>
        <translation>Впишите её в настройки, например CUSTOM_MODEL={take}, и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>{model} is a chat model: it would answer you instead of writing down.</source>
        <translation>{model} — модель для бесед: она бы ответила вам, а не записала.</translation>
    </message>
    <message>
        <source>{used} is used instead; change GLM_MODEL in the settings to say so.</source>
        <translation>Вместо неё работает {used}; укажите её в настройках (GLM_MODEL).</translation>
    </message>
    <message>
        <source>The server does not list the model “{model}”.</source>
        <translation>В списке сервера нет модели «{model}».</translation>
    </message>
    <message>
        <source>If dictation fails, choose one that it lists, in the settings: {models}</source>
        <translation>Если диктовка не удаётся, выберите в настройках одну из списка: {models}</translation>
    </message>
    <message>
        <source>No speech recognition is installed on this computer.</source>
        <translation>На этом компьютере не установлено распознавание речи.</translation>
    </message>
    <message>
        <source>Install it with “{command}”, or choose a provider in the settings: AI_PROVIDER=groq or custom.</source>
        <translation>Установите его командой «{command}» или выберите провайдера в настройках: AI_PROVIDER=groq или custom.</translation>
    </message>
    <message>
        <source>The speech recognition on this computer stopped: {detail}</source>
        <translation>Распознавание речи на этом компьютере остановилось: {detail}</translation>
    </message>
    <message>
        <source>The model “{model}” is not on this computer yet.</source>
        <translation>Модели «{model}» на этом компьютере ещё нет.</translation>
    </message>
    <message>
        <source>The model “{model}” cannot be used: {reason}.</source>
        <translation>Модель «{model}» использовать нельзя: {reason}.</translation>
    </message>
    <message>
        <source>Choose another one in the settings, then try again: your speech is kept.</source>
        <translation>Выберите другую в настройках и повторите: ваша речь сохранена.</translation>
    </message>
    <message>
        <source>The model “{model}” cannot be loaded: {detail}</source>
        <translation>Модель «{model}» не загружается: {detail}</translation>
    </message>
    <message>
        <source>Check its files with “rapidwhisper models verify”, or choose another model in the settings, then try again: your speech is kept.</source>
        <translation>Проверьте её файлы командой «rapidwhisper models verify» или выберите в настройках другую модель и повторите: ваша речь сохранена.</translation>
    </message>
    <message>
        <source>The onnxruntime that is installed is built for processors, not for graphics cards.</source>
        <translation>Установленный onnxruntime собран для процессора и не умеет считать на видеокарте.</translation>
    </message>
    <message>
        <source>Replace it by “{remove}” and then “{command}” (docs/on-this-computer.md tells more), or set LOCAL_DEVICE to auto in the settings. Then try again: your speech is kept.</source>
        <translation>Замените его: сначала «{remove}», затем «{command}» (подробнее в docs/ru/on-this-computer.md), или верните в настройках LOCAL_DEVICE=auto. После этого повторите: ваша речь сохранена.</translation>
    </message>
    <message>
        <source>No graphics card can be used for speech recognition: {detail}</source>
        <translation>Видеокарту нельзя использовать для распознавания речи: {detail}</translation>
    </message>
    <message>
        <source>{host} does not have the files of this model.</source>
        <translation>На {host} нет файлов этой модели.</translation>
    </message>
    <message>
        <source>A mirror may lack them: check HF_ENDPOINT in the settings, or choose another model.</source>
        <translation>Их может не быть на зеркале: проверьте HF_ENDPOINT в настройках или выберите другую модель.</translation>
    </message>
    <message>
        <source>A web page came from {host} instead of the model.</source>
        <translation>Вместо модели с {host} пришла веб-страница.</translation>
    </message>
    <message>
        <source>If this network asks you to sign in, do so in a browser, then download again. Else check HF_ENDPOINT in the settings.</source>
        <translation>Если эта сеть требует входа, войдите через браузер и скачайте ещё раз. Если нет — проверьте HF_ENDPOINT в настройках.</translation>
    </message>
    <message>
        <source>The file {file} came damaged from {host}, twice.</source>
        <translation>Файл {file} дважды пришёл с {host} повреждённым.</translation>
    </message>
    <message>
        <source>Download again from another network: a proxy or a virus scanner may be changing files on their way.</source>
        <translation>Скачайте ещё раз из другой сети: возможно, файлы по пути меняет прокси или антивирус.</translation>
    </message>
    <message>
        <source>{needed} MB must be free at {path}, and {free} MB are.</source>
        <translation>В {path} должно быть свободно {needed} МБ, а свободно {free} МБ.</translation>
    </message>
    <message>
        <source>Free some disk space, or name a folder on another disk by LOCAL_MODELS_FOLDER, then download again.</source>
        <translation>Освободите место или укажите в LOCAL_MODELS_FOLDER папку на другом диске и скачайте ещё раз.</translation>
    </message>
    <message>
        <source>Another download of “{model}” is under way, or it is being removed.</source>
        <translation>Модель «{model}» уже скачивается или удаляется.</translation>
    </message>
    <message>
        <source>Wait until that has ended.</source>
        <translation>Подождите, пока это закончится.</translation>
    </message>
    <message>
        <source>{path} was not downloaded by RapidWhisper, so it is left alone.</source>
        <translation>{path} скачал не RapidWhisper, поэтому там ничего не тронуто.</translation>
    </message>
    <message>
        <source>If you do not need it any more, delete it yourself.</source>
        <translation>Если это вам больше не нужно, удалите сами.</translation>
    </message>
    <message>
        <source>Nothing may leave this computer, and {host} is elsewhere.</source>
        <translation>Ничто не должно покидать этот компьютер, а {host} — за его пределами.</translation>
    </message>
    <message>
        <source>Choose a provider on this computer, or switch LOCAL_ONLY off in the settings, then try again: your speech is kept.</source>
        <translation>Выберите провайдера на этом компьютере или выключите LOCAL_ONLY в настройках и повторите: ваша речь сохранена.</translation>
    </message>
    <message>
        <source>{provider} does not know the language “{language}”.</source>
        <translation>{provider}: язык «{language}» не поддерживается.</translation>
    </message>
    <message>
        <source>Change LANGUAGE or AI_PROVIDER in the settings, then try again: your speech is kept.</source>
        <translation>Измените LANGUAGE или AI_PROVIDER в настройках и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Микрофона нет.</translation>
    </message>
    <message>
        <source>Plug one in, or switch it on in the system&apos;s sound settings.</source>
        <translation>Подключите микрофон или включите его в настройках звука системы.</translation>
    </message>
    <message>
        <source>Plug it in, or change INPUT_DEVICE in the settings. There is: {available}</source>
        <translation>Подключите его или измените INPUT_DEVICE в настройках. Есть: {available}</translation>
    </message>
    <message>
        <source>The microphone does not work: {detail}</source>
        <translation>Микрофон не работает: {detail}</translation>
    </message>
    <message>
        <source>Check it in the system&apos;s sound settings, then press the hotkey again.</source>
        <translation>Проверьте его в настройках звука системы и снова нажмите горячую клавишу.</translation>
    </message>
    <message>
        <source>The microphone stopped giving sound.</source>
        <translation>Микрофон перестал передавать звук.</translation>
    </message>
    <message>
        <source>What was said until then is kept. Check the microphone and press the hotkey again.</source>
        <translation>Сказанное до этого сохранено. Проверьте микрофон и снова нажмите горячую клавишу.</translation>
    </message>
    <message>
        <source>The microphone gives only silence.</source>
        <translation>Микрофон выдаёт только тишину.</translation>
    </message>
    <message>
        <source>Is it muted? Switch it on, at the microphone or in the system&apos;s sound settings.</source>
        <translation>Он выключен? Включите его на самом микрофоне или в настройках звука системы.</translation>
    </message>
    <message>
        <source>The system has switched to another microphone: {used} records now.</source>
        <translation>Система переключилась на другой микрофон: теперь записывает {used}.</translation>
    </message>
    <message>
        <source>If that is not the right one, check the plug and dictate again.</source>
        <translation>Если это не тот, проверьте разъём и продиктуйте снова.</translation>
    </message>
    <message>
        <source>The microphone is gone, and the system gave the computer&apos;s own sound instead: {name}.</source>
        <translation>Микрофон пропал, и система подставила вместо него звук самого компьютера: {name}.</translation>
    </message>
    <message>
        <source>Only what was said until then is kept. Check the microphone and press the hotkey again.</source>
        <translation>Сохранено только сказанное до этого. Проверьте микрофон и снова нажмите клавишу.</translation>
    </message>
    <message>
        <source>The computer was too busy to take all sound: a word may be missing.</source>
        <translation>Компьютер был слишком занят, чтобы принять весь звук: может не хватать слова.</translation>
    </message>
    <message>
        <source>The recording goes on. Read the text before you rely on it.</source>
        <translation>Запись продолжается. Проверьте текст, прежде чем на него полагаться.</translation>
    </message>
    <message>
        <source>The sound system of this computer cannot be used: {detail}</source>
        <translation>Звуковая система компьютера недоступна: {detail}</translation>
    </message>
    <message>
        <source>On Debian and Ubuntu, “sudo apt install libportaudio2” is often the remedy.</source>
        <translation>В Debian и Ubuntu часто помогает «sudo apt install libportaudio2».</translation>
    </message>
    <message>
        <source>No speech was heard, so nothing was sent.</source>
        <translation>Речи не слышно, поэтому ничего не отправлено.</translation>
    </message>
    <message>
        <source>Check that the right microphone is chosen and that it is not muted.</source>
        <translation>Проверьте, тот ли микрофон выбран и не выключен ли его звук.</translation>
    </message>
    <message>
        <source>That was too short, so nothing was sent.</source>
        <translation>Слишком коротко, поэтому ничего не отправлено.</translation>
    </message>
    <message>
        <source>Press the hotkey, speak, and press it again.</source>
        <translation>Нажмите горячую клавишу, говорите и нажмите её снова.</translation>
    </message>
    <message>
        <source>One minute is left for this dictation.</source>
        <translation>До конца этой диктовки осталась минута.</translation>
    </message>
    <message>
        <source>It is then transcribed by itself; the next one can follow at once.</source>
        <translation>Затем она распознаётся сама; следующую можно начать сразу.</translation>
    </message>
    <message>
        <source>Your speech cannot be written to {path}: {detail}</source>
        <translation>Речь не удаётся записать в {path}: {detail}</translation>
    </message>
    <message>
        <source>Dictation goes on from memory. Free some disk space.</source>
        <translation>Диктовка продолжается в памяти. Освободите место на диске.</translation>
    </message>
    <message>
        <source>The recording cannot be played: {detail}</source>
        <translation>Запись не воспроизводится: {detail}</translation>
    </message>
    <message>
        <source>Check the loudspeaker in the system&apos;s sound settings, then try again.</source>
        <translation>Проверьте динамик в настройках звука системы и повторите.</translation>
    </message>
    <message>
        <source>Another program holds the hotkey {hotkey}.</source>
        <translation>Горячая клавиша {hotkey} занята другой программой.</translation>
    </message>
    <message>
        <source>This keyboard has no key for the hotkey {hotkey}.</source>
        <translation>На этой клавиатуре нет клавиши для {hotkey}.</translation>
    </message>
    <message>
        <source>Under Wayland the hotkey belongs to the desktop.</source>
        <translation>В Wayland горячими клавишами распоряжается рабочий стол.</translation>
    </message>
    <message>
        <source>Bind the command “{command}” to a key in the desktop&apos;s keyboard settings.</source>
        <translation>Назначьте клавишу для команды «{command}» в настройках клавиатуры рабочего стола.</translation>
    </message>
    <message>
        <source>The hotkey does not work: {detail}</source>
        <translation>Горячая клавиша не работает: {detail}</translation>
    </message>
    <message>
        <source>Click the tray icon to dictate, and start RapidWhisper again.</source>
        <translation>Диктуйте щелчком по значку в трее и перезапустите RapidWhisper.</translation>
    </message>
    <message>
        <source>The text is on the clipboard.</source>
        <translation>Текст в буфере обмена.</translation>
    </message>
    <message>
        <source>Click where it belongs and press Ctrl+V.</source>
        <translation>Щёлкните, куда его вставить, и нажмите Ctrl+V.</translation>
    </message>
    <message>
        <source>Another window has come to the front.</source>
        <translation>Вперёд вышло другое окно.</translation>
    </message>
    <message>
        <source>Another window has come to the front, so the text is held.</source>
        <translation>Впереди оказалось другое окно, поэтому текст придержан.</translation>
    </message>
    <message>
        <source>No window was ready for the text.</source>
        <translation>Не нашлось окна для текста.</translation>
    </message>
    <message>
        <source>A key was held down for too long.</source>
        <translation>Клавишу удерживали слишком долго.</translation>
    </message>
    <message>
        <source>The window did not take the text.</source>
        <translation>Окно не приняло текст.</translation>
    </message>
    <message>
        <source>The text did not get into the window.</source>
        <translation>Текст не попал в окно.</translation>
    </message>
    <message>
        <source>There is no desktop to show a window on: {detail}</source>
        <translation>Нет рабочего стола, чтобы показать окно: {detail}</translation>
    </message>
    <message>
        <source>Start RapidWhisper in a terminal of your desktop.</source>
        <translation>Запустите RapidWhisper в терминале своего рабочего стола.</translation>
    </message>
    <message>
        <source>This desktop has no place for tray icons.</source>
        <translation>На этом рабочем столе нет места для значков трея.</translation>
    </message>
    <message>
        <source>Dictation works all the same; “rapidwhisper settings” opens the settings. In GNOME the extension AppIndicator makes a place.</source>
        <translation>Диктовка работает и без него; настройки открывает команда «rapidwhisper settings». В GNOME место для значков даёт расширение AppIndicator.</translation>
    </message>
    <message>
        <source>After a dictation, click where the text belongs and press Ctrl+V.</source>
        <translation>После диктовки щёлкните там, где нужен текст, и нажмите Ctrl+V.</translation>
    </message>
    <message>
        <source>The window for it did not get the focus.</source>
        <translation>Окно для проверки не получило фокус.</translation>
    </message>
    <message>
        <source>Check again, and click into the window as soon as it appears.</source>
        <translation>Повторите проверку и щёлкните в окне, как только оно появится.</translation>
    </message>
    <message>
        <source>A text for trial did not get into a window: {detail}</source>
        <translation>Пробный текст не попал в окно: {detail}</translation>
    </message>
    <message>
        <source>Choose another way in the settings, on the page “Insertion”, and check again.</source>
        <translation>Выберите другой способ в настройках, на странице «Вставка», и повторите проверку.</translation>
    </message>
    <message>
        <source>A dictation is under way, and is not disturbed.</source>
        <translation>Идёт диктовка; проверка её не прерывает.</translation>
    </message>
    <message>
        <source>Check again when it has ended.</source>
        <translation>Повторите проверку, когда она закончится.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be written to: {detail}</source>
        <translation>В папку {path} нельзя записать: {detail}</translation>
    </message>
    <message>
        <source>See that it belongs to you and that its disk can be written to.</source>
        <translation>Проверьте, что она принадлежит вам и что диск доступен для записи.</translation>
    </message>
    <message>
        <source>Other users of this computer may read {path} (mode {mode}).</source>
        <translation>Другие пользователи этого компьютера могут прочитать {path} (права {mode}).</translation>
    </message>
    <message>
        <source>Close it to them: chmod {wanted} {path}.</source>
        <translation>Закройте доступ: chmod {wanted} {path}.</translation>
    </message>
    <message>
        <source>The disk of {path} is nearly full: {free} MB are free.</source>
        <translation>Диск, на котором {path}, почти полон: свободно {free} МБ.</translation>
    </message>
    <message>
        <source>Free some disk space, or keep recordings for fewer days.</source>
        <translation>Освободите место на диске или храните записи меньше дней.</translation>
    </message>
    <message>
        <source>{path} is of a kind that cannot be read here.</source>
        <translation>Файлы такого вида, как {path}, здесь не читаются.</translation>
    </message>
    <message>
        <source>Convert it, then give the new file: {command}</source>
        <translation>Преобразуйте его и дайте новый файл: {command}</translation>
    </message>
    <message>
        <source>{path} holds less than a tenth of a second of sound.</source>
        <translation>В {path} меньше десятой доли секунды звука.</translation>
    </message>
    <message>
        <source>Check that it is the right file.</source>
        <translation>Проверьте, тот ли это файл.</translation>
    </message>
    <message>
        <source>{path} is damaged or cut off at {at}.</source>
        <translation>{path} повреждён или обрывается на {at}.</translation>
    </message>
    <message>
        <source>What comes before that was read. Get a whole copy for the rest.</source>
        <translation>Всё, что до этого места, прочитано. Остальное можно получить только из целой копии.</translation>
    </message>
    <message>
        <source>RapidWhisper was ended before all of the file was transcribed.</source>
        <translation>RapidWhisper завершили раньше, чем файл был распознан целиком.</translation>
    </message>
    <message>
        <source>Transcribe it again, in the history&apos;s window.</source>
        <translation>Распознайте его ещё раз — в окне истории.</translation>
    </message>
    <message numerus="yes">
        <source>%n dictation(s) without a text found ({length}).</source>
        <translation>
            <numerusform>Найдена %n диктовка без текста ({length}).</numerusform>
            <numerusform>Найдены %n диктовки без текста ({length}).</numerusform>
            <numerusform>Найдено %n диктовок без текста ({length}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Click here to transcribe, or choose “Not transcribed” in the tray menu.</source>
        <translation>Щёлкните здесь, чтобы распознать, или выберите «Не распознано» в меню трея.</translation>
    </message>
    <message>
        <source>Transcribing now; the text goes to the clipboard.</source>
        <translation>Сейчас распознаётся; текст попадёт в буфер обмена.</translation>
    </message>
    <message numerus="yes">
        <source>RapidWhisper ended, and %n text(s) may not have reached their windows.</source>
        <translation>
            <numerusform>RapidWhisper завершился; возможно, %n текст не попал в окно.</numerusform>
            <numerusform>RapidWhisper завершился; возможно, %n текста не попали в окна.</numerusform>
            <numerusform>RapidWhisper завершился; возможно, %n текстов не попали в окна.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server can be reached again. %n dictation(s) can be transcribed now.</source>
        <translation>
            <numerusform>Сервер снова доступен. Можно распознать %n диктовку.</numerusform>
            <numerusform>Сервер снова доступен. Можно распознать %n диктовки.</numerusform>
            <numerusform>Сервер снова доступен. Можно распознать %n диктовок.</numerusform>
        </translation>
    </message>
    <message>
        <source>Click here to transcribe.</source>
        <translation>Щёлкните здесь, чтобы распознать.</translation>
    </message>
    <message numerus="yes">
        <source>The model is on this computer now. %n dictation(s) can be transcribed.</source>
        <translation>
            <numerusform>Модель уже на этом компьютере. Можно распознать %n диктовку.</numerusform>
            <numerusform>Модель уже на этом компьютере. Можно распознать %n диктовки.</numerusform>
            <numerusform>Модель уже на этом компьютере. Можно распознать %n диктовок.</numerusform>
        </translation>
    </message>
    <message>
        <source>The model {model} is ready.</source>
        <translation>Модель {model} готова.</translation>
    </message>
    <message>
        <source>Speech stays on this computer with it, and needs no network.</source>
        <translation>С ней речь не покидает этот компьютер, и сеть не нужна.</translation>
    </message>
    <message>
        <source>It has {models}. Choose in the settings, then try again: your speech is kept.</source>
        <translation>На нём есть {models}. Выберите модель в настройках и повторите: речь сохранена.</translation>
    </message>
    <message>
        <source>It has {models}. Choose in the settings.</source>
        <translation>На нём есть {models}. Выберите модель в настройках.</translation>
    </message>
    <message>
        <source>Enter it in the settings, on the page “Provider”.</source>
        <translation>Введите его в настройках, на странице «Провайдер».</translation>
    </message>
    <message>
        <source>Correct it in the settings, on the page “Provider”.</source>
        <translation>Исправьте его в настройках, на странице «Провайдер».</translation>
    </message>
    <message>
        <source>Check again in a moment. If it stays so, the server&apos;s own log tells more.</source>
        <translation>Повторите проверку чуть позже. Если не поможет, больше скажет журнал самого сервера.</translation>
    </message>
    <message>
        <source>Connect it, then check again.</source>
        <translation>Подключитесь к сети и проверьте снова.</translation>
    </message>
    <message>
        <source>Start the server, or correct its address in the settings, on the page “Provider”.</source>
        <translation>Запустите сервер или исправьте его адрес в настройках, на странице «Провайдер».</translation>
    </message>
    <message>
        <source>Check the connection, and the server&apos;s address in the settings.</source>
        <translation>Проверьте соединение и адрес сервера в настройках.</translation>
    </message>
    <message>
        <source>Write http:// instead of https:// in the server&apos;s address.</source>
        <translation>Напишите в адресе сервера http:// вместо https://.</translation>
    </message>
    <message>
        <source>Install the server&apos;s certificate in the system, or use its right name.</source>
        <translation>Установите сертификат сервера в систему или укажите верное имя сервера.</translation>
    </message>
    <message>
        <source>Correct SSL_CERT_FILE and the proxy variables of the session, and start the program again.</source>
        <translation>Исправьте SSL_CERT_FILE и переменные прокси в своём сеансе и перезапустите программу.</translation>
    </message>
    <message>
        <source>Check the port of its address, and whether that begins with https://.</source>
        <translation>Проверьте порт в адресе и не должен ли он начинаться с https://.</translation>
    </message>
    <message>
        <source>Write that address into the settings, if you trust it.</source>
        <translation>Если вы ему доверяете, впишите этот адрес в настройки.</translation>
    </message>
    <message>
        <source>Check the API key in the settings, and what it is allowed to do.</source>
        <translation>Проверьте в настройках ключ API и то, что ему разрешено.</translation>
    </message>
    <message>
        <source>Top it up, or choose another provider in the settings.</source>
        <translation>Пополните его или выберите в настройках другого провайдера.</translation>
    </message>
    <message>
        <source>Choose another model in the settings.</source>
        <translation>Выберите в настройках другую модель.</translation>
    </message>
    <message>
        <source>Install it there with “{command}”.</source>
        <translation>Установите её там командой «{command}».</translation>
    </message>
    <message>
        <source>Start it with “{command}”.</source>
        <translation>Запустите его командой «{command}».</translation>
    </message>
    <message>
        <source>Update it.</source>
        <translation>Обновите его.</translation>
    </message>
    <message>
        <source>Check the model and the kind of server in the settings.</source>
        <translation>Проверьте в настройках модель и вид сервера.</translation>
    </message>
    <message>
        <source>Check address and model in the settings; most addresses end in /v1.</source>
        <translation>Проверьте в настройках адрес и модель; большинство адресов кончается на /v1.</translation>
    </message>
    <message>
        <source>Check model and language in the settings.</source>
        <translation>Проверьте в настройках модель и язык.</translation>
    </message>
    <message>
        <source>Enter the key anew in the settings, on the page “Provider”.</source>
        <translation>Введите ключ заново в настройках, на странице «Провайдер».</translation>
    </message>
    <message>
        <source>Download it in the settings.</source>
        <translation>Скачайте её в настройках.</translation>
    </message>
    <message>
        <source>You can dictate already: the text comes when it is here.</source>
        <translation>Диктовать уже можно: текст появится, когда она скачается.</translation>
    </message>
    <message>
        <source>Choose another one in the settings.</source>
        <translation>Выберите другую в настройках.</translation>
    </message>
    <message>
        <source>Check its files with “rapidwhisper models verify”, or choose another one in the settings.</source>
        <translation>Проверьте её файлы командой «rapidwhisper models verify» или выберите другую в настройках.</translation>
    </message>
    <message>
        <source>Choose a provider on this computer, or switch LOCAL_ONLY off in the settings.</source>
        <translation>Выберите провайдера на этом компьютере или выключите LOCAL_ONLY в настройках.</translation>
    </message>
    <message>
        <source>The log tells more: “Open log” in the tray menu.</source>
        <translation>Подробности в журнале: «Открыть журнал» в меню трея.</translation>
    </message>
    <message>
        <source>Choose a provider on this computer, or switch “Nothing leaves this computer” off.</source>
        <translation>Выберите провайдера на этом компьютере или выключите «Ничто не покидает компьютер».</translation>
    </message>
    <message>
        <source>Copy it anew, without spaces and line breaks.</source>
        <translation>Скопируйте его заново, без пробелов и переносов строк.</translation>
    </message>
    <message>
        <source>Check that it was copied whole, or make a new one.</source>
        <translation>Проверьте, целиком ли он скопирован, или создайте новый.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or enter the key here.</source>
        <translation>Разблокируйте хранилище или введите ключ здесь.</translation>
    </message>
    <message>
        <source>Start the server, or correct its address.</source>
        <translation>Запустите сервер или исправьте его адрес.</translation>
    </message>
    <message>
        <source>Choose one, such as {take}.</source>
        <translation>Выберите её, например {take}.</translation>
    </message>
    <message>
        <source>Run “{command}” and choose the model {take}, or use another server.</source>
        <translation>Выполните «{command}» и выберите модель {take} — или возьмите другой сервер.</translation>
    </message>
    <message>
        <source>Wait {wait}, then check again.</source>
        <translation>Подождите {wait} и повторите проверку.</translation>
    </message>
    <message>
        <source>Sign in to the network, or correct the server&apos;s address in the settings.</source>
        <translation>Войдите в сеть или исправьте адрес сервера в настройках.</translation>
    </message>
    <message>
        <source>Use a server that has it, such as speaches, vLLM or LocalAI.</source>
        <translation>Возьмите сервер, который это умеет: speaches, vLLM или LocalAI.</translation>
    </message>
    <message>
        <source>Use one that does, such as {take}.</source>
        <translation>Выберите другую, например {take}.</translation>
    </message>
    <message>
        <source>Run “{command}” and write CUSTOM_MODEL={take} into the settings, or use another server.</source>
        <translation>Выполните «{command}» и укажите в настройках CUSTOM_MODEL={take} — или возьмите другой сервер.</translation>
    </message>
    <message>
        <source>Write it into the settings, such as CUSTOM_MODEL={take}.</source>
        <translation>Укажите её в настройках, например CUSTOM_MODEL={take}.</translation>
    </message>
    <message>
        <source>Check the server&apos;s address in the settings.</source>
        <translation>Проверьте адрес сервера в настройках.</translation>
    </message>
    <message>
        <source>Check model and language in the settings: the sample is English.</source>
        <translation>Проверьте в настройках модель и язык: образец — на английском.</translation>
    </message>
    <message>
        <source>Copy something anew, then check again.</source>
        <translation>Скопируйте что-нибудь заново и повторите проверку.</translation>
    </message>
    <message>
        <source>Choose another provider in the settings.</source>
        <translation>Выберите в настройках другого провайдера.</translation>
    </message>
    <message>
        <source>Write https:// in {key}, or allow it by ALLOW_HTTP_HOSTS={host}, if you trust the way.</source>
        <translation>Напишите https:// в {key} или, если доверяете этой связи, разрешите её: ALLOW_HTTP_HOSTS={host}.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or enter the key in the settings, on the page “Provider”.</source>
        <translation>Разблокируйте хранилище или введите ключ в настройках на странице «Провайдер».</translation>
    </message>
    <message>
        <source>Install it with “{command}”, or choose another provider in the settings.</source>
        <translation>Установите его командой «{command}» или выберите другого провайдера в настройках.</translation>
    </message>
    <message>
        <source>Install it anew, or choose another provider in the settings.</source>
        <translation>Установите его заново или выберите в настройках другого провайдера.</translation>
    </message>
    <message>
        <source>Replace it by “{remove}” and then “{command}” (docs/on-this-computer.md tells more), or set LOCAL_DEVICE to auto in the settings.</source>
        <translation>Замените его: сначала «{remove}», затем «{command}» (подробнее в docs/ru/on-this-computer.md), или верните в настройках LOCAL_DEVICE=auto.</translation>
    </message>
    <message>
        <source>Check the driver of the card (NVIDIA also needs CUDA and cuDNN), or set LOCAL_DEVICE to auto in the settings.</source>
        <translation>Проверьте драйвер видеокарты (для NVIDIA нужны ещё CUDA и cuDNN) или верните в настройках LOCAL_DEVICE=auto.</translation>
    </message>
    <message>
        <source>Choose another language or another provider in the settings.</source>
        <translation>Выберите в настройках другой язык или другого провайдера.</translation>
    </message>
    <message>
        <source>Until it is corrected, the default is used.</source>
        <translation>Пока не исправлено, действует значение по умолчанию.</translation>
    </message>
    <message>
        <source>“rapidwhisper retry” transcribes it.</source>
        <translation>«rapidwhisper retry» распознает.</translation>
    </message>
    <message>
        <source>A text waits for its window; “rapidwhisper paste-last” inserts it where the cursor is.</source>
        <translation>Текст ждёт своего окна; «rapidwhisper paste-last» вставит его туда, где курсор.</translation>
    </message>
    <message>
        <source>It is safe: choose it from “Last texts” in the tray menu.</source>
        <translation>Он сохранён: найдите его в «Последних текстах» в меню трея.</translation>
    </message>
    <message>
        <source>Until it can be read, the last known settings are used.</source>
        <translation>Пока файл не читается, действуют последние известные настройки.</translation>
    </message>
    <message>
        <source>Lines of the settings that mean nothing: {lines}.</source>
        <translation>Строки настроек, которые ничего не значат: {lines}.</translation>
    </message>
    <message>
        <source>Write NAME=value, or # before a remark. All other lines of {path} are used.</source>
        <translation>Пишите ИМЯ=значение или # перед заметкой. Все остальные строки {path} действуют.</translation>
    </message>
    <message>
        <source>The history was written by a later version of RapidWhisper.</source>
        <translation>История записана более новой версией RapidWhisper.</translation>
    </message>
    <message>
        <source>It stays as it is. Dictation goes on, and recordings are kept: install the later version again.</source>
        <translation>Она останется как есть. Диктовать можно, записи сохраняются: установите более новую версию снова.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {detail}</source>
        <translation>Не удаётся записать {path}: {detail}</translation>
    </message>
    <message>
        <source>Recordings stay as long as the settings say, discarded ones for an hour.</source>
        <translation>Записи хранятся столько, сколько задано в настройках, удалённые — один час.</translation>
    </message>
    <message>
        <source>What was said is kept: try again by “Not transcribed” in the tray menu.</source>
        <translation>Сказанное сохранено: повторите через «Не распознано» в меню трея.</translation>
    </message>
    <message>
        <source>They are safe: choose them from “Last texts” in the tray menu.</source>
        <translation>Они сохранены: выберите их в «Последних текстах» в меню трея.</translation>
    </message>
    <message>
        <source>There is no way to paste into windows here.</source>
        <translation>Здесь нельзя вставлять текст в окна.</translation>
    </message>
    <message>
        <source>No connection to {host} can be made from here: {detail}</source>
        <translation>Отсюда не получается соединиться с {host}: {detail}</translation>
    </message>
    <message>
        <source>Download it, once. Your speech is kept and can be transcribed then.</source>
        <translation>Скачайте её — один раз. Сказанное сохранено, и его можно будет распознать.</translation>
    </message>
    <message>
        <source>The model “{model}” is still being downloaded.</source>
        <translation>Модель «{model}» ещё скачивается.</translation>
    </message>
    <message>
        <source>Your speech is kept and can be transcribed as soon as it is here.</source>
        <translation>Сказанное сохранено: его можно будет распознать, как только она скачается.</translation>
    </message>
    <message>
        <source>Check the driver of the card (NVIDIA also needs CUDA and cuDNN), or set LOCAL_DEVICE to auto in the settings. Then try again: your speech is kept.</source>
        <translation>Проверьте драйвер видеокарты (для NVIDIA нужны ещё CUDA и cuDNN) или верните в настройках LOCAL_DEVICE=auto. После этого повторите: ваша речь сохранена.</translation>
    </message>
    <message>
        <source>The folder of models, {path}, cannot be used: {detail}</source>
        <translation>Папку моделей {path} не удаётся использовать: {detail}</translation>
    </message>
    <message>
        <source>Check that it can be read and written, or name another one by LOCAL_MODELS_FOLDER.</source>
        <translation>Проверьте, можно ли читать её и писать в неё, или укажите другую папку в LOCAL_MODELS_FOLDER.</translation>
    </message>
    <message>
        <source>There is no microphone called “{name}”, so {used} records.</source>
        <translation>Микрофона «{name}» нет, поэтому записывает {used}.</translation>
    </message>
    <message>
        <source>Change it there, or choose another in the settings, such as {key}={alternative}.</source>
        <translation>Измените её там или выберите другую в настройках, например {key}={alternative}.</translation>
    </message>
    <message>
        <source>Choose another for {key} in the settings.</source>
        <translation>Выберите для {key} другую в настройках.</translation>
    </message>
    <message>
        <source>It goes in if you return to its window within a minute. Click here to insert it where the cursor is now.</source>
        <translation>Он вставится, если в течение минуты вернуться в его окно. Щёлкните здесь, чтобы вставить его туда, где сейчас курсор.</translation>
    </message>
    <message>
        <source>The text was not inserted: its window did not come back.</source>
        <translation>Текст не вставлен: его окно не вернулось.</translation>
    </message>
    <message>
        <source>The window that the text was meant for has been closed.</source>
        <translation>Окно, которому предназначался текст, закрыто.</translation>
    </message>
    <message>
        <source>Its recording is kept: try again by “Not transcribed” in the tray menu.</source>
        <translation>Его запись сохранена: повторите через «Не распознано» в меню трея.</translation>
    </message>
    <message>
        <source>This computer has no tool for the clipboard.</source>
        <translation>На этом компьютере нет программы для буфера обмена.</translation>
    </message>
    <message>
        <source>Install xclip or wl-clipboard.</source>
        <translation>Установите xclip или wl-clipboard.</translation>
    </message>
    <message>
        <source>The clipboard cannot be used: {detail}</source>
        <translation>Буфер обмена недоступен: {detail}</translation>
    </message>
    <message>
        <source>The text is in the history: “rapidwhisper history” shows it.</source>
        <translation>Текст в истории: его покажет «rapidwhisper history».</translation>
    </message>
    <message>
        <source>{key} in line {line} of the settings cannot be used: {reason}.</source>
        <translation>{key} в строке {line} настроек непригоден: {reason}.</translation>
    </message>
    <message>
        <source>Until it is corrected, {default} is used.</source>
        <translation>Пока не исправлено, действует {default}.</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be read: {detail}</source>
        <translation>Настройки в {path} не читаются: {detail}</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be saved: {detail}</source>
        <translation>Настройки в {path} не сохраняются: {detail}</translation>
    </message>
    <message>
        <source>Check that you may write to this file, then save again.</source>
        <translation>Проверьте, что вам можно писать в этот файл, и сохраните снова.</translation>
    </message>
    <message>
        <source>Starting at login cannot be switched: {path}: {detail}</source>
        <translation>Запуск при входе не переключается: {path}: {detail}</translation>
    </message>
    <message>
        <source>Check that you may write there, then save the settings again.</source>
        <translation>Проверьте, что вам можно туда писать, и сохраните настройки снова.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be used: {detail}.</source>
        <translation>Папка {path} непригодна: {detail}.</translation>
    </message>
    <message>
        <source>It must belong to you alone. Remove it, and start RapidWhisper again.</source>
        <translation>Она должна принадлежать только вам. Удалите её и запустите RapidWhisper снова.</translation>
    </message>
    <message>
        <source>The history cannot be written: {detail}</source>
        <translation>История не записывается: {detail}</translation>
    </message>
    <message>
        <source>Dictation goes on, and your recordings are kept. Free some disk space.</source>
        <translation>Диктовка продолжается, записи сохраняются. Освободите место на диске.</translation>
    </message>
    <message>
        <source>The history cannot be read: {detail}</source>
        <translation>История не читается: {detail}</translation>
    </message>
    <message>
        <source>Try again in a moment. If it is damaged, a new start saves what can be read of it.</source>
        <translation>Повторите через мгновение. Если она повреждена, новый запуск спасёт всё, что читается.</translation>
    </message>
    <message>
        <source>{path}: there is no such file.</source>
        <translation>{path}: такого файла нет.</translation>
    </message>
    <message>
        <source>Check its name and its folder.</source>
        <translation>Проверьте имя файла и папку.</translation>
    </message>
    <message>
        <source>{path} cannot be read as sound: {detail}</source>
        <translation>{path} не читается как звук: {detail}</translation>
    </message>
    <message>
        <source>Give a wav, flac, ogg or mp3 file.</source>
        <translation>Укажите файл wav, flac, ogg или mp3.</translation>
    </message>
    <message>
        <source>Choose another file. The history stays as it is.</source>
        <translation>Выберите другой файл. История остаётся как есть.</translation>
    </message>
    <message>
        <source>There is no text to copy.</source>
        <translation>Нет текста для копирования.</translation>
    </message>
    <message>
        <source>Dictate something first.</source>
        <translation>Сначала продиктуйте что-нибудь.</translation>
    </message>
    <message>
        <source>There is no text to insert.</source>
        <translation>Нет текста для вставки.</translation>
    </message>
    <message>
        <source>There is no recording that waits for its text.</source>
        <translation>Нет записи, которая ждёт распознавания.</translation>
    </message>
    <message>
        <source>“rapidwhisper history” lists what was said.</source>
        <translation>Сказанное перечислит «rapidwhisper history».</translation>
    </message>
    <message>
        <source>There is no recording with the number {id}.</source>
        <translation>Записи с номером {id} нет.</translation>
    </message>
    <message>
        <source>The recording is no longer there.</source>
        <translation>Записи больше нет.</translation>
    </message>
    <message>
        <source>RapidWhisper was ended during a dictation.</source>
        <translation>RapidWhisper был завершён во время диктовки.</translation>
    </message>
    <message>
        <source>RapidWhisper is running.</source>
        <translation>RapidWhisper работает.</translation>
    </message>
    <message>
        <source>Press {hotkey} in any program, speak, and press it again.</source>
        <translation>Нажмите {hotkey} в любой программе, говорите и нажмите снова.</translation>
    </message>
    <message>
        <source>This dictation was cancelled.</source>
        <translation>Эта диктовка отменена.</translation>
    </message>
    <message>
        <source>Its recording can be transcribed again with “rapidwhisper retry”.</source>
        <translation>Её запись можно распознать ещё раз: «rapidwhisper retry».</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({detail}).</source>
        <translation>Случилось непредвиденное ({detail}).</translation>
    </message>
    <message>
        <source>What was said is kept. The log tells more: “Open log” in the tray menu.</source>
        <translation>Сказанное сохранено. Подробности в журнале: «Открыть журнал» в меню трея.</translation>
    </message>
    <message>
        <source>it gives no sound</source>
        <translation>он не даёт звука</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>он не отвечает</translation>
    </message>
    <message>
        <source>the program that holds it does not answer</source>
        <translation>программа, которой он принадлежит, не отвечает</translation>
    </message>
    <message>
        <source>no window appeared</source>
        <translation>окно не появилось</translation>
    </message>
    <message>
        <source>nothing came</source>
        <translation>ничего не пришло</translation>
    </message>
    <message>
        <source>Download again: it goes on where it stopped.</source>
        <translation>Скачайте ещё раз: загрузка продолжится с того же места.</translation>
    </message>
    <message>
        <source>Check the connection and HF_ENDPOINT in the settings, then download again.</source>
        <translation>Проверьте подключение и HF_ENDPOINT в настройках и скачайте ещё раз.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT in the settings, and the proxy of this network.</source>
        <translation>Проверьте HF_ENDPOINT в настройках и прокси этой сети.</translation>
    </message>
    <message>
        <source>Connect it, then download again.</source>
        <translation>Подключите его и скачайте ещё раз.</translation>
    </message>
    <message>
        <source>Download again in a while: it goes on where it stopped.</source>
        <translation>Скачайте ещё раз чуть позже: загрузка продолжится с того же места.</translation>
    </message>
    <message>
        <source>Wait {wait}, then download again: it goes on where it stopped.</source>
        <translation>Подождите {wait} и скачайте ещё раз: загрузка продолжится с того же места.</translation>
    </message>
    <message>
        <source>If a proxy or a virus scanner reads along, install its certificate in the system, or name it by SSL_CERT_FILE.</source>
        <translation>Если соединение проверяет прокси или антивирус, установите его сертификат в систему или укажите в SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>Correct {key} in the settings.</source>
        <translation>Исправьте {key} в настройках.</translation>
    </message>
    <message>
        <source>Switch LOCAL_ONLY off in the settings to download.</source>
        <translation>Чтобы скачивать, выключите LOCAL_ONLY в настройках.</translation>
    </message>
    <message>
        <source>Download it first.</source>
        <translation>Сначала скачайте её.</translation>
    </message>
    <message>
        <source>“rapidwhisper models” lists those that there are.</source>
        <translation>Какие есть, покажет «rapidwhisper models».</translation>
    </message>
</context>
<context>
    <name>Provider</name>
    <message>
        <source>Custom server</source>
        <translation>Свой сервер</translation>
    </message>
    <message>
        <source>A server of your own or of somebody you trust: vLLM, LocalAI, speaches, whisper.cpp and others.</source>
        <translation>Ваш сервер или сервер того, кому вы доверяете: vLLM, LocalAI, speaches, whisper.cpp и другие.</translation>
    </message>
    <message>
        <source>Speech goes to the server that you name, and nowhere else.</source>
        <translation>Речь уходит на указанный вами сервер и больше никуда.</translation>
    </message>
    <message>
        <source>whatever the server costs</source>
        <translation>столько, сколько стоит сам сервер</translation>
    </message>
    <message>
        <source>Strong in Chinese. Longer speech goes out in pieces of 30 seconds.</source>
        <translation>Силён в китайском. Длинная речь отправляется кусками по 30 секунд.</translation>
    </message>
    <message>
        <source>Speech goes to a server in China that moderates content; how long it is kept is not said.</source>
        <translation>Речь уходит на сервер в Китае, где содержание проверяется; срок хранения не указан.</translation>
    </message>
    <message>
        <source>paid; see its price list</source>
        <translation>платно; цены — на сайте</translation>
    </message>
    <message>
        <source>For accounts in China.</source>
        <translation>Для учётных записей в Китае.</translation>
    </message>
    <message>
        <source>For international accounts; keys of the two are not interchangeable.</source>
        <translation>Для международных учётных записей; ключи этих двух служб не взаимозаменяемы.</translation>
    </message>
    <message>
        <source>Free to begin with, fast, and good in some hundred languages.</source>
        <translation>Для начала бесплатно, быстро, около ста языков.</translation>
    </message>
    <message>
        <source>Speech is not kept by default; exceptions last up to 30 days.</source>
        <translation>По умолчанию речь не сохраняется; в исключительных случаях — до 30 дней.</translation>
    </message>
    <message>
        <source>free up to 8 hours of speech a day; then $0.04 to $0.111 an hour</source>
        <translation>бесплатно до 8 часов речи в день; далее от 0,04 до 0,111 $ за час</translation>
    </message>
    <message>
        <source>most accurate</source>
        <translation>самая точная</translation>
    </message>
    <message>
        <source>cheaper and faster</source>
        <translation>дешевле и быстрее</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>На этом компьютере</translation>
    </message>
    <message>
        <source>Private and free: your speech never leaves the computer.</source>
        <translation>Приватно и бесплатно: ваша речь не покидает компьютер.</translation>
    </message>
    <message>
        <source>Speech does not leave this computer.</source>
        <translation>Речь не покидает этот компьютер.</translation>
    </message>
    <message>
        <source>Accurate in many languages; takes your names and terms as a list. Costs money from the first minute.</source>
        <translation>Точно, много языков; понимает список ваших имён и терминов. Платно с первой минуты.</translation>
    </message>
    <message>
        <source>Speech trains no models; it may be kept for up to 30 days against abuse.</source>
        <translation>На речи не обучают модели; для борьбы со злоупотреблениями её могут хранить до 30 дней.</translation>
    </message>
    <message>
        <source>$0.0045 a minute</source>
        <translation>0,0045 $ за минуту</translation>
    </message>
    <message>
        <source>free</source>
        <translation>бесплатно</translation>
    </message>
    <message>
        <source>Made for GPUs and for several users. The model may stay empty.</source>
        <translation>Для видеокарт и нескольких пользователей. Модель можно не указывать.</translation>
    </message>
    <message>
        <source>Needs an audio model, and takes the one it was started with. PROMPT is not sent to it: it would replace the model&apos;s instruction.</source>
        <translation>Нужна звуковая модель; берёт ту, с которой запущен. PROMPT ему не отправляется: он заменил бы указание модели.</translation>
    </message>
    <message>
        <source>LM Studio has no speech-to-text endpoint, whatever models it lists. Use speaches, whisper.cpp, LocalAI or vLLM.</source>
        <translation>LM Studio не умеет распознавать речь, какие бы модели ни показывал. Возьмите speaches, whisper.cpp, LocalAI или vLLM.</translation>
    </message>
    <message>
        <source>Runs on a CPU as well. With no model named it takes its first one, so install a Whisper model.</source>
        <translation>Работает и на процессоре. Если модель не указана, берёт первую, поэтому установите модель Whisper.</translation>
    </message>
    <message>
        <source>Has no Whisper, only chat models that hear: they may answer instead of writing down. For dictation speaches, whisper.cpp or vLLM are better.</source>
        <translation>Whisper в нём нет, есть модели для бесед, которые слышат: такая может ответить, вместо того чтобы записать. Для диктовки лучше speaches, whisper.cpp или vLLM.</translation>
    </message>
    <message>
        <source>Whisper on a CPU or a GPU, the successor of faster-whisper-server. The model must be named and installed there first.</source>
        <translation>Whisper на процессоре или GPU, преемник faster-whisper-server. Модель нужно указать и сначала установить на сервере.</translation>
    </message>
    <message>
        <source>Small, runs everywhere, takes the model it was started with. Without --inference-path it is not found; it lists no models.</source>
        <translation>Маленький, работает везде, берёт модель, с которой запущен. Без --inference-path его не найти; списка моделей у него нет.</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>it is empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>a key is missing beside a “+” (write “plus” for the plus key)</source>
        <translation>рядом с «+» не хватает клавиши (клавиша «плюс» пишется plus)</translation>
    </message>
    <message>
        <source>it needs exactly one key besides Ctrl, Alt, Shift and Super</source>
        <translation>нужна ровно одна клавиша кроме Ctrl, Alt, Shift и Super</translation>
    </message>
    <message>
        <source>there is no key called “{key}”</source>
        <translation>клавиши «{key}» нет</translation>
    </message>
    <message>
        <source>“{key}” needs Ctrl, Alt or Super with it, or you could no longer type it</source>
        <translation>к «{key}» нужна Ctrl, Alt или Super, иначе её нельзя будет набрать</translation>
    </message>
    <message>
        <source>it must be one of: {values}</source>
        <translation>допустимо одно из: {values}</translation>
    </message>
    <message>
        <source>“{name}” is none of: {values}</source>
        <translation>«{name}» нет среди допустимых: {values}</translation>
    </message>
    <message>
        <source>it must be on or off</source>
        <translation>допустимо on или off</translation>
    </message>
    <message>
        <source>it must be a number</source>
        <translation>нужно число</translation>
    </message>
    <message>
        <source>it must lie between {low} and {high}</source>
        <translation>нужно число от {low} до {high}</translation>
    </message>
    <message>
        <source>it must be auto, or a number from 1 to {most}</source>
        <translation>должно быть auto или число от 1 до {most}</translation>
    </message>
    <message>
        <source>it must be a number of days, or empty</source>
        <translation>нужно число дней или пусто</translation>
    </message>
    <message>
        <source>an API key has only Latin letters, digits and signs, without spaces</source>
        <translation>в ключе API бывают только латинские буквы, цифры и знаки, без пробелов</translation>
    </message>
    <message>
        <source>it is not an address</source>
        <translation>это не адрес</translation>
    </message>
    <message>
        <source>it holds a space or a backslash</source>
        <translation>в нём пробел или обратная косая черта</translation>
    </message>
    <message>
        <source>it must begin with http:// or https://</source>
        <translation>он должен начинаться с http:// или https://</translation>
    </message>
    <message>
        <source>it holds a user name or password; only an API key can be sent</source>
        <translation>в нём имя пользователя или пароль; отправить можно только ключ API</translation>
    </message>
    <message>
        <source>the name of the server is missing</source>
        <translation>нет имени сервера</translation>
    </message>
    <message>
        <source>no server can have such a name</source>
        <translation>такого имени у сервера быть не может</translation>
    </message>
    <message>
        <source>the port must be a number up to 65535</source>
        <translation>порт — это число до 65535</translation>
    </message>
    <message>
        <source>the port is missing after the colon</source>
        <translation>после двоеточия нет порта</translation>
    </message>
    <message>
        <source>the same keys as “{other}”</source>
        <translation>те же клавиши, что и «{other}»</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>оно не отвечает</translation>
    </message>
    <message>
        <source>the package {name} is not installed</source>
        <translation>не установлен пакет {name}</translation>
    </message>
    <message>
        <source>none is running on this desktop</source>
        <translation>на этом рабочем столе оно не запущено</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>оно заблокировано</translation>
    </message>
    <message>
        <source>it is cut off or not JSON</source>
        <translation>он оборван или это не JSON</translation>
    </message>
    <message>
        <source>it is not an object</source>
        <translation>это не объект JSON</translation>
    </message>
    <message>
        <source>there is no text in it</source>
        <translation>в нём нет текста</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>это не текст в UTF-8</translation>
    </message>
    <message>
        <source>it is longer than 1 MB</source>
        <translation>он длиннее 1 МБ</translation>
    </message>
    <message>
        <source>there is no such model, and no such folder</source>
        <translation>нет ни такой модели, ни такой папки</translation>
    </message>
    <message>
        <source>it is a file, and a folder is needed</source>
        <translation>это файл, а нужна папка</translation>
    </message>
    <message>
        <source>there is no model in this folder that can be read</source>
        <translation>в этой папке нет модели, которую можно прочитать</translation>
    </message>
    <message>
        <source>the file {file} is missing</source>
        <translation>не хватает файла {file}</translation>
    </message>
    <message>
        <source>config.json does not say which kind of model it is (model_type: {kinds})</source>
        <translation>в config.json не сказано, какого рода эта модель (model_type: {kinds})</translation>
    </message>
    <message>
        <source>config.json cannot be read</source>
        <translation>config.json не читается</translation>
    </message>
    <message>
        <source>the system ended it, perhaps because memory ran out</source>
        <translation>система завершила его — возможно, не хватило памяти</translation>
    </message>
    <message>
        <source>it is not the part that was asked for</source>
        <translation>это не та часть, которую запросили</translation>
    </message>
    <message>
        <source>it does not tell which files there are</source>
        <translation>в нём не сказано, какие есть файлы</translation>
    </message>
    <message>
        <source>there is no such model</source>
        <translation>такой модели нет</translation>
    </message>
    <message>
        <source>it comes with its engine, and there is nothing to download or to remove</source>
        <translation>она входит в состав движка, и скачивать или удалять нечего</translation>
    </message>
    <message>
        <source>there is no such home folder</source>
        <translation>такой домашней папки нет</translation>
    </message>
    <message>
        <source>it must be named in full, or from ~ on</source>
        <translation>путь должен быть полным или начинаться с ~</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Get a key</source>
        <translation>Получить ключ</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Other provider</source>
        <translation>Другой провайдер</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Скачать</translation>
    </message>
    <message>
        <source>Click here to get a key.</source>
        <translation>Щёлкните здесь, чтобы получить ключ.</translation>
    </message>
    <message>
        <source>Click here to try again.</source>
        <translation>Щёлкните здесь, чтобы повторить.</translation>
    </message>
    <message>
        <source>Click here to open the settings.</source>
        <translation>Щёлкните здесь, чтобы открыть настройки.</translation>
    </message>
    <message>
        <source>Click here to download it.</source>
        <translation>Нажмите здесь, чтобы скачать её.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>text</source>
        <translation>текст</translation>
    </message>
    <message>
        <source>names with commas between them</source>
        <translation>имена через запятую</translation>
    </message>
    <message>
        <source>names, separated by commas</source>
        <translation>имена через запятую</translation>
    </message>
    <message>
        <source>keys joined by +, for example ctrl+alt+r or f9</source>
        <translation>клавиши через +, например ctrl+alt+r или f9</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Hotkey</source>
        <translation>Горячая клавиша</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation>Вставка</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Общие</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Who turns speech into text: local (on this computer), groq, openai, glm, or custom (any OpenAI-compatible server).</source>
        <translation>Кто превращает речь в текст: local (на этом компьютере), groq, openai, glm или custom (любой сервер, совместимый с OpenAI).</translation>
    </message>
    <message>
        <source>Groq API Key</source>
        <translation>Ключ API Groq</translation>
    </message>
    <message>
        <source>Key from console.groq.com/keys.</source>
        <translation>Ключ с console.groq.com/keys.</translation>
    </message>
    <message>
        <source>Groq Base URL</source>
        <translation>Адрес (Base URL) Groq</translation>
    </message>
    <message>
        <source>Address of Groq.</source>
        <translation>Адрес Groq.</translation>
    </message>
    <message>
        <source>Groq Model</source>
        <translation>Модель Groq</translation>
    </message>
    <message>
        <source>Model at Groq: whisper-large-v3, or whisper-large-v3-turbo, which is cheaper.</source>
        <translation>Модель Groq: whisper-large-v3 или whisper-large-v3-turbo, которая дешевле.</translation>
    </message>
    <message>
        <source>OpenAI API Key</source>
        <translation>Ключ API OpenAI</translation>
    </message>
    <message>
        <source>Key from platform.openai.com/api-keys.</source>
        <translation>Ключ с platform.openai.com/api-keys.</translation>
    </message>
    <message>
        <source>OpenAI Base URL</source>
        <translation>Адрес (Base URL) OpenAI</translation>
    </message>
    <message>
        <source>Address of OpenAI.</source>
        <translation>Адрес OpenAI.</translation>
    </message>
    <message>
        <source>OpenAI Model</source>
        <translation>Модель OpenAI</translation>
    </message>
    <message>
        <source>Model at OpenAI; whisper-1 and the gpt-4o transcription models end on 2027-02-26.</source>
        <translation>Модель OpenAI; whisper-1 и модели распознавания gpt-4o отключаются 26.02.2027.</translation>
    </message>
    <message>
        <source>GLM API Key</source>
        <translation>Ключ API GLM</translation>
    </message>
    <message>
        <source>GLM Base URL</source>
        <translation>Адрес (Base URL) GLM</translation>
    </message>
    <message>
        <source>Address of GLM (Zhipu); for keys of Z.AI https://api.z.ai/api/paas/v4/.</source>
        <translation>Адрес GLM (Zhipu); для ключей Z.AI — https://api.z.ai/api/paas/v4/.</translation>
    </message>
    <message>
        <source>GLM Model</source>
        <translation>Модель GLM</translation>
    </message>
    <message>
        <source>Model at GLM.</source>
        <translation>Модель GLM.</translation>
    </message>
    <message>
        <source>Custom API Key</source>
        <translation>Ключ API своего сервера</translation>
    </message>
    <message>
        <source>Key of your own server; may stay empty.</source>
        <translation>Ключ вашего сервера; можно оставить пустым.</translation>
    </message>
    <message>
        <source>Custom Base URL</source>
        <translation>Адрес (Base URL) своего сервера</translation>
    </message>
    <message>
        <source>Address of your own server, for example http://localhost:8000/v1/.</source>
        <translation>Адрес вашего сервера, например http://localhost:8000/v1/.</translation>
    </message>
    <message>
        <source>Custom Model</source>
        <translation>Модель своего сервера</translation>
    </message>
    <message>
        <source>Model on your own server; empty lets the server choose.</source>
        <translation>Модель на вашем сервере; пусто — выберет сервер.</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation>Вид сервера</translation>
    </message>
    <message>
        <source>Which program your own server is; auto: recognised by its answers.</source>
        <translation>Какая программа работает на вашем сервере; auto: определяется по ответам.</translation>
    </message>
    <message>
        <source>Which program your own server is.</source>
        <translation>Какая программа работает на вашем сервере.</translation>
    </message>
    <message>
        <source>Model on this computer</source>
        <translation>Модель на этом компьютере</translation>
    </message>
    <message>
        <source>Model on this computer: basic-en (English, comes with the program), a downloaded one (“rapidwhisper models” lists them), or the path of a folder with a model.</source>
        <translation>Модель на этом компьютере: basic-en (английский, идёт с программой), одна из скачанных (их перечисляет «rapidwhisper models») или путь к папке с моделью.</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Работает на</translation>
    </message>
    <message>
        <source>What the model on this computer runs on: cpu, gpu, or auto (the graphics card where it can be used).</source>
        <translation>На чём работает модель на этом компьютере: cpu, gpu или auto (видеокарта, если её можно использовать).</translation>
    </message>
    <message>
        <source>A graphics card needs a package of its own.</source>
        <translation>Для видеокарты нужен отдельный пакет.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>Processor threads for the model on this computer: a number, or auto (the desktop stays responsive).</source>
        <translation>Потоки процессора для модели на этом компьютере: число или auto (рабочий стол остаётся отзывчивым).</translation>
    </message>
    <message>
        <source>A number, or auto: then the desktop stays responsive.</source>
        <translation>Число или auto: тогда рабочий стол остаётся отзывчивым.</translation>
    </message>
    <message>
        <source>Keep loaded</source>
        <translation>Держать в памяти</translation>
    </message>
    <message>
        <source>Minutes for which the model on this computer stays in memory after a dictation.</source>
        <translation>Сколько минут модель на этом компьютере остаётся в памяти после диктовки.</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Папка моделей</translation>
    </message>
    <message>
        <source>Empty: the system&apos;s cache folder.</source>
        <translation>Пусто: папка кэша системы.</translation>
    </message>
    <message>
        <source>Download from</source>
        <translation>Скачивать с</translation>
    </message>
    <message>
        <source>Address of a mirror of Hugging Face from which models are downloaded; empty: huggingface.co.</source>
        <translation>Адрес зеркала Hugging Face, с которого скачиваются модели; пусто: huggingface.co.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Ничто не покидает компьютер</translation>
    </message>
    <message>
        <source>Nothing may leave this computer: only local and servers on this computer itself are asked, and nothing is downloaded.</source>
        <translation>Ничто не должно покидать этот компьютер: речь распознают только local и серверы на нём самом, ничего не скачивается.</translation>
    </message>
    <message>
        <source>Servers without encryption</source>
        <translation>Серверы без шифрования</translation>
    </message>
    <message>
        <source>Servers beyond this network to which speech and key may go by http://, unencrypted: their names, separated by commas.</source>
        <translation>Серверы за пределами этой сети, которым речь и ключ можно отправлять по http://, без шифрования: имена через запятую.</translation>
    </message>
    <message>
        <source>Send while you speak</source>
        <translation>Отправлять по ходу речи</translation>
    </message>
    <message>
        <source>Long speech is sent in segments of about so many seconds, cut at clear pauses, while you still speak; 0: all of it at the end.</source>
        <translation>Длинная речь отправляется, пока вы ещё говорите, частями примерно по столько секунд, разрезанными на ясных паузах; 0&#xa0;— вся целиком в конце.</translation>
    </message>
    <message>
        <source>Upload as</source>
        <translation>Отправлять как</translation>
    </message>
    <message>
        <source>How speech goes out: wav, flac (the same sound in half the size), opus (a tenth, some detail is lost); auto: flac where the server surely takes it, else wav.</source>
        <translation>В каком виде уходит речь: wav, flac (тот же звук вдвое меньшего размера), opus (в десять раз меньше, с потерей деталей); auto — flac, если сервер его точно принимает, иначе wav.</translation>
    </message>
    <message>
        <source>FLAC is the same sound in half the size, Opus is a tenth and loses some detail. What the server does not take is not sent.</source>
        <translation>FLAC — тот же звук вдвое меньшего размера, Opus — в десять раз меньше, но с потерей деталей. Чего сервер не принимает, то не отправляется.</translation>
    </message>
    <message>
        <source>If it fails</source>
        <translation>Если он подведёт</translation>
    </message>
    <message>
        <source>Providers that are asked, one after the other, when the chosen one cannot be reached or fails: groq,local for example. Your speech goes to them too then. Empty: none.</source>
        <translation>Провайдеры, к которым программа по очереди обратится, если выбранный недоступен или не справился: например, groq,local. Ваша речь тогда уйдёт и им. Пусто: ни к кому.</translation>
    </message>
    <message>
        <source>Who is asked when this provider cannot be reached or fails; your speech goes there too then. Choose one, or type several: groq, local.</source>
        <translation>К кому обратиться, если этот провайдер недоступен или не справился; ваша речь тогда уйдёт и туда. Выберите одного или впишите нескольких: groq, local.</translation>
    </message>
    <message>
        <source>Name of the microphone or a part of it; empty: the system&apos;s default.</source>
        <translation>Имя микрофона или его часть; пусто — микрофон системы.</translation>
    </message>
    <message>
        <source>Choose it, or type a part of its name.</source>
        <translation>Выберите его или введите часть имени.</translation>
    </message>
    <message>
        <source>Longest dictation</source>
        <translation>Самая долгая диктовка</translation>
    </message>
    <message>
        <source>A dictation stops by itself after this many seconds.</source>
        <translation>Через столько секунд диктовка закончится сама.</translation>
    </message>
    <message>
        <source>Stop by silence</source>
        <translation>Остановка по тишине</translation>
    </message>
    <message>
        <source>Stop by itself when you have spoken and then fall silent.</source>
        <translation>Закончить самой, когда вы замолчали.</translation>
    </message>
    <message>
        <source>Silence that stops</source>
        <translation>Длина тишины</translation>
    </message>
    <message>
        <source>Seconds of silence that stop a dictation, with SILENCE_STOP.</source>
        <translation>Сколько секунд тишины заканчивают диктовку при SILENCE_STOP.</translation>
    </message>
    <message>
        <source>Seconds of silence that stop a dictation.</source>
        <translation>Сколько секунд тишины останавливают диктовку.</translation>
    </message>
    <message>
        <source>Level of silence</source>
        <translation>Уровень тишины</translation>
    </message>
    <message>
        <source>Level (RMS, 0 to 1) below which it counts as silence, with SILENCE_STOP.</source>
        <translation>Уровень (RMS, от 0 до 1), ниже которого это тишина, при SILENCE_STOP.</translation>
    </message>
    <message>
        <source>Level (RMS, 0 to 1) below which it counts as silence.</source>
        <translation>Уровень (RMS, от 0 до 1), ниже которого это считается тишиной.</translation>
    </message>
    <message>
        <source>Starts and stops a dictation.</source>
        <translation>Начинает и заканчивает диктовку.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Режим</translation>
    </message>
    <message>
        <source>auto: a tap starts and stops, a longer press records while it is held; toggle: only taps; hold: only while held.</source>
        <translation>auto: короткое нажатие начинает и заканчивает, долгое — запись, пока держите; toggle: только нажатия; hold: только удержание.</translation>
    </message>
    <message>
        <source>A tap starts and finishes; or it records while you hold the key.</source>
        <translation>Нажатие начинает и заканчивает; либо запись идёт, пока клавиша удерживается.</translation>
    </message>
    <message>
        <source>Cancel key</source>
        <translation>Клавиша отмены</translation>
    </message>
    <message>
        <source>Discards a dictation; taken only while one is under way.</source>
        <translation>Отменяет диктовку; занята, только пока она идёт.</translation>
    </message>
    <message>
        <source>Key to insert the last text</source>
        <translation>Клавиша для вставки последнего текста</translation>
    </message>
    <message>
        <source>Speech that a crash or a power cut left without its text. ask: it is offered; auto: it is transcribed at the next start, into the history and onto the clipboard.</source>
        <translation>Речь, оставшаяся без текста из-за сбоя или отключения питания. ask: предложить; auto: распознать при следующем запуске, в историю и в буфер обмена.</translation>
    </message>
    <message>
        <source>What you had said when the program or the computer stopped.</source>
        <translation>То, что вы успели сказать, когда программа или компьютер остановились.</translation>
    </message>
    <message>
        <source>When the server is back</source>
        <translation>Когда сервер снова доступен</translation>
    </message>
    <message>
        <source>Inserts a text that is being held, else the last one, where the cursor is; empty: no such key.</source>
        <translation>Вставляет придержанный текст, а если его нет — последний, туда, где курсор; пусто: такой клавиши нет.</translation>
    </message>
    <message>
        <source>Key from open.bigmodel.cn or, for Z.AI, from z.ai.</source>
        <translation>Ключ с open.bigmodel.cn, для Z.AI — с z.ai.</translation>
    </message>
    <message>
        <source>What is not here yet is downloaded once; after that no network is needed.</source>
        <translation>Чего ещё нет, скачивается один раз; потом сеть не нужна.</translation>
    </message>
    <message>
        <source>Folder for downloaded models, named in full or from ~ on, your home; empty: the system&apos;s cache folder, which all copies of the program share.</source>
        <translation>Папка для скачанных моделей: полный путь или путь от ~, вашей домашней папки; пусто: папка кэша системы, общая для всех копий программы.</translation>
    </message>
    <message>
        <source>The address of a mirror of Hugging Face, if you use one.</source>
        <translation>Адрес зеркала Hugging Face, если вы им пользуетесь.</translation>
    </message>
    <message>
        <source>Inserts a waiting text, otherwise the last one, where the cursor is.</source>
        <translation>Вставляет ждущий текст, а если его нет — последний, туда, где курсор.</translation>
    </message>
    <message>
        <source>Language you speak</source>
        <translation>Язык речи</translation>
    </message>
    <message>
        <source>Language you speak as a two-letter code, for example en or ru; empty: detected.</source>
        <translation>Язык речи двумя буквами, например en или ru; пусто — определяется сам.</translation>
    </message>
    <message>
        <source>Choose it, or type its two-letter code.</source>
        <translation>Выберите его или введите двухбуквенный код.</translation>
    </message>
    <message>
        <source>Names and terms</source>
        <translation>Имена и термины</translation>
    </message>
    <message>
        <source>Names and terms that the provider should know how to spell.</source>
        <translation>Имена и термины, которые провайдер должен писать верно.</translation>
    </message>
    <message>
        <source>After each text</source>
        <translation>После каждого текста</translation>
    </message>
    <message>
        <source>What follows each inserted text; write it in quotes. The default space keeps two dictations apart.</source>
        <translation>Что добавляется после каждого текста; пишите в кавычках. Пробел по умолчанию разделяет две диктовки.</translation>
    </message>
    <message>
        <source>What follows each inserted text. A space keeps two dictations apart.</source>
        <translation>Что ставится после каждого вставленного текста. Пробел разделяет две диктовки.</translation>
    </message>
    <message>
        <source>How texts are inserted</source>
        <translation>Как вставляется текст</translation>
    </message>
    <message>
        <source>How the text gets into the window; copy only puts it on the clipboard.</source>
        <translation>Как текст попадает в окно; copy — только в буфер обмена.</translation>
    </message>
    <message>
        <source>Automatically suits most programs.</source>
        <translation>«Автоматически» подходит большинству программ.</translation>
    </message>
    <message>
        <source>If another window is in front</source>
        <translation>Если впереди другое окно</translation>
    </message>
    <message>
        <source>A text belongs to the window that was in front when you finished speaking. If another one is there now, hold: it waits for its window; refocus: its window is brought to the front; paste: it goes where the cursor is.</source>
        <translation>Текст предназначен окну, которое было впереди, когда вы закончили говорить. Если теперь впереди другое, hold: текст ждёт своего окна; refocus: его окно выводится вперёд; paste: текст вставляется туда, где курсор.</translation>
    </message>
    <message>
        <source>A text belongs to the window in which you finished speaking.</source>
        <translation>Текст предназначен окну, в котором вы закончили говорить.</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>Что хранить</translation>
    </message>
    <message>
        <source>on: texts and recordings; text: texts only; off: nothing once the text is in its window. What has failed stays in any case until it is tried again or discarded.</source>
        <translation>on: тексты и записи; text: только тексты; off: ничего, как только текст попал в своё окно. То, что не удалось, в любом случае остаётся до новой попытки или удаления.</translation>
    </message>
    <message>
        <source>What has failed stays in any case until it is transcribed or discarded.</source>
        <translation>Неудавшееся хранится в любом случае, пока его не распознают или не удалят.</translation>
    </message>
    <message>
        <source>Keep recordings</source>
        <translation>Хранить записи</translation>
    </message>
    <message>
        <source>Days for which recordings are kept, with HISTORY=on.</source>
        <translation>Сколько дней хранить записи, при HISTORY=on.</translation>
    </message>
    <message>
        <source>Then they are deleted. Applies if recordings are kept.</source>
        <translation>Затем они удаляются. Действует, если записи хранятся.</translation>
    </message>
    <message>
        <source>Keep texts</source>
        <translation>Хранить тексты</translation>
    </message>
    <message>
        <source>Days for which texts are kept; empty: for ever; 0: not at all.</source>
        <translation>Сколько дней хранить тексты; пусто: всегда; 0: не хранить.</translation>
    </message>
    <message>
        <source>Choose, or type a number of days.</source>
        <translation>Выберите или введите число дней.</translation>
    </message>
    <message>
        <source>After a crash</source>
        <translation>После сбоя</translation>
    </message>
    <message>
        <source>Dictations that failed because the server could not be reached. ask: they are offered; auto: they are transcribed, into the history and onto the clipboard.</source>
        <translation>Диктовки, не удавшиеся из-за недоступного сервера. ask: предложить; auto: распознать, в историю и в буфер обмена.</translation>
    </message>
    <message>
        <source>Dictations that failed because the server could not be reached.</source>
        <translation>Диктовки, не удавшиеся из-за недоступного сервера.</translation>
    </message>
    <message>
        <source>Language of the program</source>
        <translation>Язык программы</translation>
    </message>
    <message>
        <source>Language of menus and messages; auto: that of the system.</source>
        <translation>Язык меню и сообщений; auto — как в системе.</translation>
    </message>
    <message>
        <source>Language of menus and messages.</source>
        <translation>Язык меню и сообщений.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Оформление</translation>
    </message>
    <message>
        <source>Light or dark windows; auto: as the system has them.</source>
        <translation>Светлые или тёмные окна; auto — как в системе.</translation>
    </message>
    <message>
        <source>Light or dark windows.</source>
        <translation>Светлые или тёмные окна.</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Запуск при входе</translation>
    </message>
    <message>
        <source>Start RapidWhisper when you log in.</source>
        <translation>Запускать RapidWhisper при входе в систему.</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Окошко диктовки</translation>
    </message>
    <message>
        <source>Show a small window during a dictation: level, time, and what became of it.</source>
        <translation>Показывать во время диктовки окошко: уровень, время и чем всё кончилось.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message>
        <source>Tell of problems by the desktop&apos;s notifications.</source>
        <translation>Сообщать о неполадках уведомлениями рабочего стола.</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Звуки</translation>
    </message>
    <message>
        <source>Short sounds when recording starts and stops, and for errors. Recording begins after the first sound.</source>
        <translation>Короткие звуки в начале и в конце записи и при ошибках. Запись начинается после первого звука.</translation>
    </message>
    <message>
        <source>Log level</source>
        <translation>Подробность журнала</translation>
    </message>
    <message>
        <source>How much the log tells; DEBUG when something does not work.</source>
        <translation>Что писать в журнал; DEBUG — когда что-то не работает.</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Файл журнала</translation>
    </message>
    <message>
        <source>Log file, read at the start; a bare name stands beside this file, or in the system&apos;s log folder.</source>
        <translation>Файл журнала, читается при запуске; имя без папки — рядом с этим файлом или в папке журналов системы.</translation>
    </message>
    <message>
        <source>RapidWhisper {version}. Free software under the MIT licence.</source>
        <translation>RapidWhisper {version}. Свободная программа, лицензия MIT.</translation>
    </message>
    <message>
        <source>It is built with:</source>
        <translation>В ней работают:</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Открыть журнал</translation>
    </message>
    <message>
        <source>Open settings folder</source>
        <translation>Открыть папку настроек</translation>
    </message>
    <message>
        <source>Press “Save” again to save it like this.</source>
        <translation>Нажмите «Сохранить» ещё раз, чтобы сохранить так.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>The changes are not saved yet.</source>
        <translation>Изменения ещё не сохранены.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Search in the settings</source>
        <translation>Поиск по настройкам</translation>
    </message>
    <message>
        <source>No setting is called so.</source>
        <translation>Такой настройки нет.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Страницы</translation>
    </message>
    <message>
        <source>Defaults of this page</source>
        <translation>По умолчанию</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source> min</source>
        <translation> мин</translation>
    </message>
    <message>
        <source> days</source>
        <translation> дн.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Keep this key in the system&apos;s keyring</source>
        <translation>Хранить этот ключ в системном хранилище</translation>
    </message>
    <message>
        <source>in the system&apos;s keyring</source>
        <translation>в системном хранилище ключей</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
    <message>
        <source>{keys}: {reason}.</source>
        <translation>{keys}: {reason}.</translation>
    </message>
    <message>
        <source>Press the keys…</source>
        <translation>Нажмите клавиши…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Уровень микрофона</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>No sound arrives. Is the microphone muted?</source>
        <translation>Звука нет. Не выключен ли микрофон?</translation>
    </message>
    <message>
        <source>Say something: the bar shows what the microphone hears.</source>
        <translation>Скажите что-нибудь: полоса показывает, что слышит микрофон.</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>Получить ключ</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>Взять этот адрес</translation>
    </message>
    <message>
        <source>The key for {server} was taken out, so that no other server gets it. It comes back with its address.</source>
        <translation>Ключ для {server} убран из поля, чтобы не попасть на другой сервер. Он вернётся вместе с прежним адресом.</translation>
    </message>
    <message>
        <source>The settings file holds no key then.</source>
        <translation>Тогда в файле настроек самого ключа нет.</translation>
    </message>
    <message>
        <source>Not possible: {reason}.</source>
        <translation>Недоступно: {reason}.</translation>
    </message>
    <message>
        <source>Ask the server</source>
        <translation>Спросить сервер</translation>
    </message>
    <message>
        <source>Ask the server for its models</source>
        <translation>Запросить модели у сервера</translation>
    </message>
    <message>
        <source>This server has no list of models: type the name.</source>
        <translation>У этого сервера нет списка моделей: впишите название.</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s), those for speech first.</source>
        <translation>
            <numerusform>%n модель, речевые первыми.</numerusform>
            <numerusform>%n модели, речевые первыми.</numerusform>
            <numerusform>%n моделей, речевые первыми.</numerusform>
        </translation>
    </message>
    <message>
        <source>ends on {date}</source>
        <translation>отключается {date}</translation>
    </message>
    <message>
        <source>it keeps changing</source>
        <translation>он всё время меняется</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>это не файл</translation>
    </message>
    <message>
        <source>it is larger than {size} kB</source>
        <translation>он больше {size} кБ</translation>
    </message>
    <message>
        <source>“{label}”: {reason}.</source>
        <translation>«{label}»: {reason}.</translation>
    </message>
    <message>
        <source>Price: {price}.</source>
        <translation>Цена: {price}.</translation>
    </message>
    <message>
        <source>What {name} says about it</source>
        <translation>Что об этом пишет {name}</translation>
    </message>
    <message>
        <source>{name} is running on this computer.</source>
        <translation>На этом компьютере работает {name}.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Использовать</translation>
    </message>
    <message>
        <source>Fill in for…</source>
        <translation>Заполнить для…</translation>
    </message>
    <message>
        <source>Ready-made settings</source>
        <translation>Готовые настройки</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Копировать команду</translation>
    </message>
    <message>
        <source>Documentation of {name}</source>
        <translation>Документация {name}</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Проверить соединение</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Проверить ещё раз</translation>
    </message>
    <message>
        <source>Send one second of speech</source>
        <translation>Отправить секунду речи</translation>
    </message>
    <message>
        <source>A recorded sentence goes to {name}, as a short dictation would.</source>
        <translation>Записанная фраза уйдёт на {name}, как короткая диктовка.</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>Ожидание ответа…</translation>
    </message>
</context>
<context>
    <name>Size</name>
    <message>
        <source>{gb} GB</source>
        <translation>{gb} ГБ</translation>
    </message>
    <message>
        <source>{mb} MB</source>
        <translation>{mb} МБ</translation>
    </message>
    <message>
        <source>{kb} kB</source>
        <translation>{kb} КБ</translation>
    </message>
    <message>
        <source>{mb} MB/s</source>
        <translation>{mb} МБ/с</translation>
    </message>
    <message>
        <source>{kb} kB/s</source>
        <translation>{kb} КБ/с</translation>
    </message>
</context>
<context>
    <name>Speed</name>
    <message>
        <source>Try it with your voice</source>
        <translation>Попробовать своим голосом</translation>
    </message>
    <message>
        <source>{length} of speech: the text came {time} after you finished.</source>
        <translation>{length} речи: текст появился через {time} после того, как вы договорили.</translation>
    </message>
    <message>
        <source>{length} of speech take about {time} on this computer (measured).</source>
        <translation>{length} речи распознаются на этом компьютере примерно за {time} (измерено).</translation>
    </message>
    <message>
        <source>That is slower than speech: choose a smaller model or a provider on the network.</source>
        <translation>Это медленнее, чем вы говорите: выберите модель поменьше или провайдера в сети.</translation>
    </message>
    <message>
        <source>That is slower than speech: choose a smaller model.</source>
        <translation>Это медленнее, чем вы говорите: выберите модель поменьше.</translation>
    </message>
    <message>
        <source>That is slower than speech: choose a provider on the network.</source>
        <translation>Это медленнее, чем вы говорите: выберите провайдера в сети.</translation>
    </message>
    <message>
        <source>That is slower than speech.</source>
        <translation>Это медленнее, чем вы говорите.</translation>
    </message>
</context>
<context>
    <name>Stats</name>
    <message numerus="yes">
        <source>%n dictation(s), {length} of speech</source>
        <translation>
            <numerusform>%n диктовка, {length} речи</numerusform>
            <numerusform>%n диктовки, {length} речи</numerusform>
            <numerusform>%n диктовок, {length} речи</numerusform>
        </translation>
    </message>
    <message>
        <source>The history holds no texts yet.</source>
        <translation>В истории пока нет текстов.</translation>
    </message>
    <message>
        <source>The history holds no texts of this time.</source>
        <translation>За это время в истории нет текстов.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>getting ready</source>
        <translation>подготовка</translation>
    </message>
    <message>
        <source>ready: press {hotkey} and speak</source>
        <translation>готов: нажмите {hotkey} и говорите</translation>
    </message>
    <message>
        <source>recording: press {hotkey} to finish</source>
        <translation>запись: нажмите {hotkey}, чтобы закончить</translation>
    </message>
    <message>
        <source>transcribing ({provider})</source>
        <translation>распознавание ({provider})</translation>
    </message>
    <message>
        <source>inserting</source>
        <translation>вставка</translation>
    </message>
    <message>
        <source>something went wrong</source>
        <translation>что-то пошло не так</translation>
    </message>
    <message>
        <source>RapidWhisper: {state}</source>
        <translation>RapidWhisper: {state}</translation>
    </message>
    <message>
        <source>Finish dictation</source>
        <translation>Закончить диктовку</translation>
    </message>
    <message>
        <source>Start dictation</source>
        <translation>Начать диктовку</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Last texts</source>
        <translation>Последние тексты</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык речи</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>История…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Открыть журнал</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>{when}  {words}</source>
        <translation>{when}  {words}</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Not transcribed: {when}, {length}</source>
        <translation>Не распознано: {when}, {length}</translation>
    </message>
    <message>
        <source>Discard (kept for an hour)</source>
        <translation>Отменить (хранится ещё час)</translation>
    </message>
    <message>
        <source>Insert the held text: {words}</source>
        <translation>Вставить придержанный текст: {words}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Try again with</source>
        <translation>Повторить через</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Прослушать</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>Определяется сам</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Ничто не покидает компьютер</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Getting ready…</source>
        <translation>Подготовка…</translation>
    </message>
    <message>
        <source>Recording. Press {hotkey} again to finish.</source>
        <translation>Идёт запись. Нажмите {hotkey} ещё раз, чтобы закончить.</translation>
    </message>
    <message>
        <source>Transcribing ({provider})…</source>
        <translation>Распознавание ({provider})…</translation>
    </message>
    <message>
        <source>Press {hotkey}, say something, and press it again.</source>
        <translation>Нажмите {hotkey}, скажите что-нибудь и нажмите ещё раз.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Закончить</translation>
    </message>
    <message>
        <source>Start dictation</source>
        <translation>Начать диктовку</translation>
    </message>
    <message>
        <source>It works. From now on press {hotkey} in any program.</source>
        <translation>Работает! Теперь нажимайте {hotkey} в любой программе.</translation>
    </message>
    <message>
        <source>Welcome to RapidWhisper</source>
        <translation>Добро пожаловать в RapidWhisper</translation>
    </message>
    <message>
        <source>Speak instead of typing, in any program</source>
        <translation>Говорите вместо набора, в любой программе</translation>
    </message>
    <message>
        <source>Who shall turn your speech into text? You can change this at any time.</source>
        <translation>Кто будет превращать речь в текст? Это можно изменить в любое время.</translation>
    </message>
    <message>
        <source>Language of the program</source>
        <translation>Язык программы</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>All settings…</source>
        <translation>Все настройки…</translation>
    </message>
    <message>
        <source>Your words will appear here.</source>
        <translation>Здесь появятся ваши слова.</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Ваши слова</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>{name}, recommended</source>
        <translation>{name}, рекомендуем</translation>
    </message>
    <message>
        <source>The download of the model is paused.</source>
        <translation>Скачивание модели приостановлено.</translation>
    </message>
    <message>
        <source>The model is on its way: {progress}. Speak already; the words come when it is here.</source>
        <translation>Модель скачивается: {progress}. Говорить уже можно: слова появятся, когда она будет здесь.</translation>
    </message>
</context>
</TS>
