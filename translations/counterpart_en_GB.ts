<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>ActivityPage</name>
    <message numerus="yes">
        <source>This is everything, with that of %n person(s).</source>
        <translation>
            <numerusform>This is everything, with that of %n person.</numerusform>
            <numerusform>This is everything, with that of %n people.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActivityWords</name>
    <message numerus="yes">
        <source>Every %n week(s)</source>
        <translation>
            <numerusform>Every %n week</numerusform>
            <numerusform>Every %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n month(s)</source>
        <translation>
            <numerusform>Every %n month</numerusform>
            <numerusform>Every %n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n year(s)</source>
        <translation>
            <numerusform>Every %n year</numerusform>
            <numerusform>Every %n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkPage</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What would change in the %Ln selected</source>
        <translation>
            <numerusform>What would change in the %Ln selected</numerusform>
            <numerusform>What would change in the %Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looking at %1 of %Ln…</source>
        <translation>
            <numerusform>Looking at %1 of %Ln…</numerusform>
            <numerusform>Looking at %1 of %Ln…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln would be deleted, with their notes, tasks, opportunities and projects. Capsule cannot give them back.</source>
        <translation>
            <numerusform>%Ln would be deleted, with its notes, tasks, opportunities and projects. Capsule cannot give it back.</numerusform>
            <numerusform>%Ln would be deleted, with their notes, tasks, opportunities and projects. Capsule cannot give them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln would change.</source>
        <translation>
            <numerusform>%Ln would change.</numerusform>
            <numerusform>%Ln would change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln would be skipped: %1</source>
        <extracomment>%1 is a list of reasons</extracomment>
        <translation>
            <numerusform>%Ln would be skipped: %1</numerusform>
            <numerusform>%Ln would be skipped: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln…</source>
        <translation>
            <numerusform>Delete %Ln…</numerusform>
            <numerusform>Delete %Ln…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln</source>
        <translation>
            <numerusform>Change %Ln</numerusform>
            <numerusform>Change %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What would change in the %Ln selected; the first %1 are shown</source>
        <translation>
            <numerusform>What would change in the %Ln selected; the first %1 are shown</numerusform>
            <numerusform>What would change in the %Ln selected; the first %1 are shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln record(s)? Their notes, tasks, opportunities and projects are deleted with them, and Capsule cannot give them back. Sending begins after ten seconds; until then you can undo it.</source>
        <translation>
            <numerusform>Delete %Ln record? Its notes, tasks, opportunities and projects are deleted with it, and Capsule cannot give it back. Sending begins after ten seconds; until then you can undo it.</numerusform>
            <numerusform>Delete %Ln records? Their notes, tasks, opportunities and projects are deleted with them, and Capsule cannot give them back. Sending begins after ten seconds; until then you can undo it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln</source>
        <translation>
            <numerusform>Delete %Ln</numerusform>
            <numerusform>Delete %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s)</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln failed again</source>
        <translation>
            <numerusform>Try %Ln failed again</numerusform>
            <numerusform>Try %Ln failed again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln record(s) as:</source>
        <translation>
            <numerusform>Export %Ln record as:</numerusform>
            <numerusform>Export %Ln records as:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkWords</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln s</source>
        <translation>
            <numerusform>about %Ln s</numerusform>
            <numerusform>about %Ln s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln min</source>
        <translation>
            <numerusform>about %Ln min</numerusform>
            <numerusform>about %Ln min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln h</source>
        <translation>
            <numerusform>about %Ln h</numerusform>
            <numerusform>about %Ln h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <translation>
            <numerusform>%Ln done</numerusform>
            <numerusform>%Ln done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln on the way</source>
        <translation>
            <numerusform>%Ln on the way</numerusform>
            <numerusform>%Ln on the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to come</source>
        <translation>
            <numerusform>%Ln to come</numerusform>
            <numerusform>%Ln to come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConditionWords</name>
    <message numerus="yes">
        <source>%1 is more than %n day(s) ago</source>
        <translation>
            <numerusform>%1 is more than %n day ago</numerusform>
            <numerusform>%1 is more than %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is within the last %n day(s)</source>
        <translation>
            <numerusform>%1 is within the last %n day</numerusform>
            <numerusform>%1 is within the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is within the next %n day(s)</source>
        <translation>
            <numerusform>%1 is within the next %n day</numerusform>
            <numerusform>%1 is within the next %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldsEditor</name>
    <message numerus="yes">
        <source>Show %n field(s)</source>
        <translation>
            <numerusform>Show %n field</numerusform>
            <numerusform>Show %n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more field(s)</source>
        <translation>
            <numerusform>Show %n more field</numerusform>
            <numerusform>Show %n more fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message numerus="yes">
        <source>%n more</source>
        <extracomment>A chip in the place of those there is no room for</extracomment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListBuilder</name>
    <message numerus="yes">
        <source>%Ln person(s) and organisation(s)</source>
        <translation>
            <numerusform>%Ln person or organisation</numerusform>
            <numerusform>%Ln people and organisations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListStateView</name>
    <message numerus="yes">
        <source>Clear %n Filter(s)</source>
        <translation>
            <numerusform>Clear %n Filter</numerusform>
            <numerusform>Clear %n Filters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Delete %1, which has %Ln people?</source>
        <translation>
            <numerusform>Delete %1, which has %Ln person?</numerusform>
            <numerusform>Delete %1, which has %Ln people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1
and %Ln more</source>
        <extracomment>Under a list of names. %1 is that list.</extracomment>
        <translation>
            <numerusform>%1
and %Ln more</numerusform>
            <numerusform>%1
and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Private mode keeps %Ln draft(s) in memory only. What you do not save now is gone.</source>
        <translation>
            <numerusform>Private mode keeps %Ln draft in memory only. What you do not save now is gone.</numerusform>
            <numerusform>Private mode keeps %Ln drafts in memory only. What you do not save now is gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln draft(s) could not be written to the disk. What you do not save now is gone.</source>
        <translation>
            <numerusform>%Ln draft could not be written to the disk. What you do not save now is gone.</numerusform>
            <numerusform>%Ln drafts could not be written to the disk. What you do not save now is gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln record(s) to %1.</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation>
            <numerusform>Exported %Ln record to %1.</numerusform>
            <numerusform>Exported %Ln records to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %Ln left out: private, being deleted or not saved.</source>
        <extracomment>%1 is &quot;Exported 34 records to contacts.csv.&quot;</extracomment>
        <translation>
            <numerusform>%1 %Ln left out: private, being deleted or not saved.</numerusform>
            <numerusform>%1 %Ln left out: private, being deleted or not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message numerus="yes">
        <source>%n draft(s) could not be written to this disk and are in memory only. Free some space and leave Counterpart open: it writes them as soon as it can.</source>
        <translation>
            <numerusform>%n draft could not be written to this disk and is in memory only. Free some space and leave Counterpart open: it writes it as soon as it can.</numerusform>
            <numerusform>%n drafts could not be written to this disk and are in memory only. Free some space and leave Counterpart open: it writes them as soon as it can.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrganisationField</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message numerus="yes">
        <source>%n waiting change(s) did not read back as written and will not be sent.</source>
        <translation>
            <numerusform>%n waiting change did not read back as written and will not be sent.</numerusform>
            <numerusform>%n waiting changes did not read back as written and will not be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n record(s) made on this computer the link to Capsule did not read back as written.</source>
        <translation>
            <numerusform>For %n record made on this computer the link to Capsule did not read back as written.</numerusform>
            <numerusform>For %n records made on this computer the link to Capsule did not read back as written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) did not read back as written and could not be kept.</source>
        <translation>
            <numerusform>%n draft did not read back as written and could not be kept.</numerusform>
            <numerusform>%n drafts did not read back as written and could not be kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting change(s) are missing from the file.</source>
        <translation>
            <numerusform>%n waiting change is missing from the file.</numerusform>
            <numerusform>%n waiting changes are missing from the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n list(s) of yours did not read back as written and could not be kept.</source>
        <translation>
            <numerusform>%n list of yours did not read back as written and could not be kept.</numerusform>
            <numerusform>%n lists of yours did not read back as written and could not be kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PartyList</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln row(s) as a table.</source>
        <translation>
            <numerusform>Copied %Ln row as a table.</numerusform>
            <numerusform>Copied %Ln rows as a table.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln row(s) as text.</source>
        <translation>
            <numerusform>Copied %Ln row as text.</numerusform>
            <numerusform>Copied %Ln rows as text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PartyWords</name>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message numerus="yes">
        <source>Counterpart forgets the token. %n change(s) have not reached Capsule yet; they stay on this computer unless you delete them here.</source>
        <translation>
            <numerusform>Counterpart forgets the token. %n change has not reached Capsule yet; it stays on this computer unless you delete it here.</numerusform>
            <numerusform>Counterpart forgets the token. %n changes have not reached Capsule yet; they stay on this computer unless you delete them here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordUndo</name>
    <message numerus="yes">
        <source>Undone, except for %Ln value(s) that changed again since.</source>
        <translation>
            <numerusform>Undone, except for %Ln value that changed again since.</numerusform>
            <numerusform>Undone, except for %Ln values that changed again since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaveBar</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln people and organisations</source>
        <translation>
            <numerusform>%Ln person or organisation</numerusform>
            <numerusform>%Ln people and organisations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting to send</source>
        <translation>
            <numerusform>%Ln waiting to send</numerusform>
            <numerusform>%Ln waiting to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need your decision</source>
        <translation>
            <numerusform>%Ln needs your decision</numerusform>
            <numerusform>%Ln need your decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncChip</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %Ln waiting</source>
        <translation>
            <numerusform>Offline · %Ln waiting</numerusform>
            <numerusform>Offline · %Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need you</source>
        <comment>records whose change waits for a decision</comment>
        <translation>
            <numerusform>%Ln needs you</numerusform>
            <numerusform>%Ln need you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyWords</name>
    <message numerus="yes">
        <source>Was not changed in the last %n day(s)</source>
        <translation>
            <numerusform>Was not changed in the last %n day</numerusform>
            <numerusform>Was not changed in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Was changed in the last %n day(s)</source>
        <translation>
            <numerusform>Was changed in the last %n day</numerusform>
            <numerusform>Was changed in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Was not contacted in the last %n day(s)</source>
        <translation>
            <numerusform>Was not contacted in the last %n day</numerusform>
            <numerusform>Was not contacted in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Was contacted in the last %n day(s)</source>
        <translation>
            <numerusform>Was contacted in the last %n day</numerusform>
            <numerusform>Was contacted in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Was not added in the last %n day(s)</source>
        <translation>
            <numerusform>Was not added in the last %n day</numerusform>
            <numerusform>Was not added in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Was added in the last %n day(s)</source>
        <translation>
            <numerusform>Was added in the last %n day</numerusform>
            <numerusform>Was added in the last %n days</numerusform>
        </translation>
    </message>
</context>
</TS>
