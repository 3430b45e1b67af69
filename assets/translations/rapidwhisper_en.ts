<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Check</name>
    <message numerus="yes">
        <source>%n check(s) failed.</source>
        <translation>
            <numerusform>%n check failed.</numerusform>
            <numerusform>%n checks failed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s).</source>
        <translation>
            <numerusform>%n warning.</numerusform>
            <numerusform>%n warnings.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>History</name>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n recording</numerusform>
            <numerusform>%n recordings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message numerus="yes">
        <source>%n language(s)</source>
        <translation>
            <numerusform>%n language</numerusform>
            <numerusform>%n languages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message numerus="yes">
        <source>%n more on the way</source>
        <translation>
            <numerusform>%n more on the way</numerusform>
            <numerusform>%n more on the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading the model… %n s</source>
        <translation>
            <numerusform>Loading the model… %n s</numerusform>
            <numerusform>Loading the model… %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recognising on this computer… %n s</source>
        <translation>
            <numerusform>Recognising on this computer… %n s</numerusform>
            <numerusform>Recognising on this computer… %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for {provider}… %n s</source>
        <translation>
            <numerusform>Waiting for {provider}… %n s</numerusform>
            <numerusform>Waiting for {provider}… %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dictation(s) without a text found ({length}).</source>
        <translation>
            <numerusform>%n dictation without a text found ({length}).</numerusform>
            <numerusform>%n dictations without a text found ({length}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>RapidWhisper ended, and %n text(s) may not have reached their windows.</source>
        <translation>
            <numerusform>RapidWhisper ended, and %n text may not have reached their windows.</numerusform>
            <numerusform>RapidWhisper ended, and %n texts may not have reached their windows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server can be reached again. %n dictation(s) can be transcribed now.</source>
        <translation>
            <numerusform>The server can be reached again. %n dictation can be transcribed now.</numerusform>
            <numerusform>The server can be reached again. %n dictations can be transcribed now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model is on this computer now. %n dictation(s) can be transcribed.</source>
        <translation>
            <numerusform>The model is on this computer now. %n dictation can be transcribed.</numerusform>
            <numerusform>The model is on this computer now. %n dictations can be transcribed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message numerus="yes">
        <source>%n model(s), those for speech first.</source>
        <translation>
            <numerusform>%n model.</numerusform>
            <numerusform>%n models, those for speech first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stats</name>
    <message numerus="yes">
        <source>%n dictation(s), {length} of speech</source>
        <translation>
            <numerusform>%n dictation, {length} of speech</numerusform>
            <numerusform>%n dictations, {length} of speech</numerusform>
        </translation>
    </message>
</context>
</TS>
