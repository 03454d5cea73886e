<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_GB">
<context>
    <name>Actions</name>
    <message>
        <source>New &amp;Person</source>
        <translation>New &amp;Person</translation>
    </message>
    <message>
        <source>New &amp;Organisation</source>
        <translation>New &amp;Organization</translation>
    </message>
    <message>
        <source>Sign O&amp;ut…</source>
        <translation>Sign O&amp;ut…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>Search &amp;Everything…</source>
        <translation>Search &amp;Everything…</translation>
    </message>
    <message>
        <source>&amp;Find in This List…</source>
        <translation>&amp;Find in This List…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>Go to First &amp;Field</source>
        <translation>Go to First &amp;Field</translation>
    </message>
    <message>
        <source>Re&amp;view Changes…</source>
        <translation>Re&amp;view Changes…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>D&amp;iscard Changes</source>
        <translation>D&amp;iscard Changes</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Delete</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Next</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Previous</translation>
    </message>
    <message>
        <source>Go to &amp;Sidebar</source>
        <translation>Go to &amp;Sidebar</translation>
    </message>
    <message>
        <source>Go to &amp;List</source>
        <translation>Go to &amp;List</translation>
    </message>
    <message>
        <source>Go to &amp;Detail</source>
        <translation>Go to &amp;Detail</translation>
    </message>
    <message>
        <source>Ne&amp;xt Pane</source>
        <translation>Ne&amp;xt Pane</translation>
    </message>
    <message>
        <source>Pre&amp;vious Pane</source>
        <translation>Pre&amp;vious Pane</translation>
    </message>
    <message>
        <source>&amp;Back to List</source>
        <translation>&amp;Back to List</translation>
    </message>
    <message>
        <source>&amp;Everyone</source>
        <translation>&amp;Everyone</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;People</translation>
    </message>
    <message>
        <source>&amp;Organisations</source>
        <translation>&amp;Organizations</translation>
    </message>
    <message>
        <source>D&amp;rafts</source>
        <translation>D&amp;rafts</translation>
    </message>
    <message>
        <source>&amp;Needs Your Decision</source>
        <translation>&amp;Needs Your Decision</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Organisation</source>
        <translation>&amp;Organization</translation>
    </message>
    <message>
        <source>&amp;City</source>
        <translation>&amp;City</translation>
    </message>
    <message>
        <source>&amp;Recently Changed</source>
        <translation>&amp;Recently Changed</translation>
    </message>
    <message>
        <source>&amp;Last Contacted</source>
        <translation>&amp;Last Contacted</translation>
    </message>
    <message>
        <source>Like the &amp;System</source>
        <translation>Like the &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Light</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dark</translation>
    </message>
    <message>
        <source>&amp;Check Now</source>
        <translation>&amp;Check Now</translation>
    </message>
    <message>
        <source>Sync &amp;All</source>
        <translation>Sync &amp;All</translation>
    </message>
    <message>
        <source>S&amp;ign In Again…</source>
        <translation>S&amp;ign In Again…</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Keyboard Shortcuts</translation>
    </message>
    <message>
        <source>&amp;About Counterpart</source>
        <translation>&amp;About Counterpart</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Record</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>Sort &amp;By</source>
        <translation>Sort &amp;By</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Appearance</translation>
    </message>
    <message>
        <source>&amp;Capsule</source>
        <translation>&amp;Capsule</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;History</translation>
    </message>
    <message>
        <source>Out&amp;box</source>
        <translation>Out&amp;box</translation>
    </message>
    <message>
        <source>P&amp;rivate Mode</source>
        <translation>P&amp;rivate Mode</translation>
    </message>
    <message>
        <source>&amp;History of This Record</source>
        <translation>&amp;History of This Record</translation>
    </message>
    <message>
        <source>Select A&amp;ll in the List</source>
        <translation>Select A&amp;ll in the List</translation>
    </message>
    <message>
        <source>Add or Remove &amp;Tag…</source>
        <translation>Add or Remove &amp;Tag…</translation>
    </message>
    <message>
        <source>Set O&amp;wner and Team…</source>
        <translation>Set O&amp;wner and Team…</translation>
    </message>
    <message>
        <source>Set Fi&amp;eld…</source>
        <translation>Set Fi&amp;eld…</translation>
    </message>
    <message>
        <source>&amp;Changes of Several Records</source>
        <translation>&amp;Changes of Several Records</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xport…</translation>
    </message>
    <message>
        <source>Show Pict&amp;ures</source>
        <translation>Show Pict&amp;ures</translation>
    </message>
    <message>
        <source>Add &amp;Tag</source>
        <translation>Add &amp;Tag</translation>
    </message>
    <message>
        <source>Add No&amp;te…</source>
        <translation>Add No&amp;te…</translation>
    </message>
    <message>
        <source>&amp;Log a Call…</source>
        <translation>&amp;Log a Call…</translation>
    </message>
    <message>
        <source>Add Tas&amp;k…</source>
        <translation>Add Tas&amp;k…</translation>
    </message>
    <message>
        <source>&amp;Complete Task</source>
        <translation>&amp;Complete Task</translation>
    </message>
    <message>
        <source>Save &amp;as List…</source>
        <translation>Save &amp;as List…</translation>
    </message>
    <message>
        <source>Re&amp;name List…</source>
        <translation>Re&amp;name List…</translation>
    </message>
    <message>
        <source>Du&amp;plicate List to Change It</source>
        <translation>Du&amp;plicate List to Change It</translation>
    </message>
    <message>
        <source>De&amp;lete List</source>
        <translation>De&amp;lete List</translation>
    </message>
    <message>
        <source>&amp;My Tasks</source>
        <translation>&amp;My Tasks</translation>
    </message>
    <message>
        <source>D&amp;etails of the Record</source>
        <translation>D&amp;etails of the Record</translation>
    </message>
    <message>
        <source>&amp;Activity of the Record</source>
        <translation>&amp;Activity of the Record</translation>
    </message>
    <message>
        <source>&amp;Tasks of the Record</source>
        <translation>&amp;Tasks of the Record</translation>
    </message>
    <message>
        <source>Deals o&amp;f the Record</source>
        <extracomment>The opportunities and projects of a record</extracomment>
        <translation>Deals o&amp;f the Record</translation>
    </message>
    <message>
        <source>&amp;Why Is This Here?</source>
        <translation>&amp;Why Is This Here?</translation>
    </message>
    <message>
        <source>&amp;New List…</source>
        <translation>&amp;New List…</translation>
    </message>
    <message>
        <source>&amp;Conditions of List…</source>
        <translation>&amp;Conditions of List…</translation>
    </message>
    <message>
        <source>&amp;Copy Rows as Text</source>
        <translation>&amp;Copy Rows as Text</translation>
    </message>
    <message>
        <source>Copy Rows as &amp;Table</source>
        <translation>Copy Rows as &amp;Table</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Table</translation>
    </message>
    <message>
        <source>Colum&amp;ns</source>
        <translation>Colum&amp;ns</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Add note</translation>
    </message>
    <message>
        <source>Log a call</source>
        <translation>Log a call</translation>
    </message>
    <message>
        <source>Discarded the note.</source>
        <translation>Discarded the note.</translation>
    </message>
    <message>
        <source>Saved the note.</source>
        <translation>Saved the note.</translation>
    </message>
    <message>
        <source>It is too late: the note is on its way. Change or delete it instead.</source>
        <translation>It is too late: the note is on its way. Change or delete it instead.</translation>
    </message>
    <message>
        <source>Deleted the note.</source>
        <translation>Deleted the note.</translation>
    </message>
    <message>
        <source>It is too late: Capsule was already told to delete the note.</source>
        <translation>It is too late: Capsule was already told to delete the note.</translation>
    </message>
    <message>
        <source>Reading from Capsule…</source>
        <translation>Reading from Capsule…</translation>
    </message>
    <message>
        <source>Capsule could not be reached. What is shown is what this computer has.</source>
        <translation>Capsule could not be reached. What is shown is what this computer has.</translation>
    </message>
    <message numerus="yes">
        <source>This is everything, with that of %n person(s).</source>
        <translation>
            <numerusform>This is everything, with that of %n person.</numerusform>
            <numerusform>This is everything, with that of %n people.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is everything.</source>
        <translation>This is everything.</translation>
    </message>
    <message>
        <source>Complete since %1. Older activity is loaded when you scroll.</source>
        <extracomment>%1 is a date</extracomment>
        <translation>Complete since %1. Older activity is loaded when you scroll.</translation>
    </message>
    <message>
        <source>Older activity is loaded when you scroll.</source>
        <translation>Older activity is loaded when you scroll.</translation>
    </message>
    <message>
        <source>No activity yet</source>
        <translation>No activity yet</translation>
    </message>
    <message>
        <source>Notes, emails and completed tasks are listed here.</source>
        <translation>Notes, emails and completed tasks are listed here.</translation>
    </message>
    <message>
        <source>Nothing is on this computer yet</source>
        <translation>Nothing is on this computer yet</translation>
    </message>
    <message>
        <source>The activity is read as soon as Capsule can be reached. Notes can be written already.</source>
        <translation>The activity is read as soon as Capsule can be reached. Notes can be written already.</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Try Again</translation>
    </message>
</context>
<context>
    <name>ActivityWords</name>
    <message>
        <source>New note: %1</source>
        <translation>New note: %1</translation>
    </message>
    <message>
        <source>Note deleted: %1</source>
        <translation>Note deleted: %1</translation>
    </message>
    <message>
        <source>Note changed: %1</source>
        <translation>Note changed: %1</translation>
    </message>
    <message>
        <source>New task: %1</source>
        <translation>New task: %1</translation>
    </message>
    <message>
        <source>Task deleted: %1</source>
        <translation>Task deleted: %1</translation>
    </message>
    <message>
        <source>Task completed: %1</source>
        <translation>Task completed: %1</translation>
    </message>
    <message>
        <source>Task opened again: %1</source>
        <translation>Task opened again: %1</translation>
    </message>
    <message>
        <source>Task changed: %1</source>
        <translation>Task changed: %1</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Email: %1</source>
        <translation>Email: %1</translation>
    </message>
    <message>
        <source>Completed task</source>
        <translation>Completed task</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a day, %2 a time of day</extracomment>
        <translation>%1, %2</translation>
    </message>
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
    <message>
        <source>Repeats</source>
        <translation>Repeats</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>An amount of money: %1 is a number, %2 the code of its currency, such as GBP</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Lost: %1</source>
        <extracomment>%1 is why an opportunity was lost</extracomment>
        <translation>Lost: %1</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Not read from Capsule yet</source>
        <translation>Not read from Capsule yet</translation>
    </message>
    <message>
        <source>As of %1</source>
        <extracomment>When this was last read; %1 is a date and a time</extracomment>
        <translation>As of %1</translation>
    </message>
    <message>
        <source>Possible duplicate: Capsule may have it twice</source>
        <translation>Possible duplicate: Capsule may have it twice</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>When</source>
        <extracomment>When something happened</extracomment>
        <translation>When</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>Due at</source>
        <translation>Due at</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Belongs to</translation>
    </message>
</context>
<context>
    <name>AddressWords</name>
    <message>
        <source>County</source>
        <extracomment>A part of an address</extracomment>
        <translation>County</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>A part of an address</extracomment>
        <translation>State</translation>
    </message>
    <message>
        <source>Province</source>
        <extracomment>A part of an address</extracomment>
        <translation>Province</translation>
    </message>
    <message>
        <source>Canton</source>
        <extracomment>A part of an address</extracomment>
        <translation>Canton</translation>
    </message>
    <message>
        <source>Prefecture</source>
        <extracomment>A part of an address</extracomment>
        <translation>Prefecture</translation>
    </message>
    <message>
        <source>Region</source>
        <extracomment>A part of an address</extracomment>
        <translation>Region</translation>
    </message>
    <message>
        <source>Emirate</source>
        <extracomment>A part of an address</extracomment>
        <translation>Emirate</translation>
    </message>
    <message>
        <source>County or state</source>
        <translation>County or state</translation>
    </message>
    <message>
        <source>ZIP code</source>
        <extracomment>The postcode in the United States</extracomment>
        <translation>ZIP code</translation>
    </message>
    <message>
        <source>Postal code</source>
        <extracomment>The postcode in Canada</extracomment>
        <translation>Postal code</translation>
    </message>
    <message>
        <source>PIN code</source>
        <extracomment>The postcode in India</extracomment>
        <translation>PIN code</translation>
    </message>
    <message>
        <source>Eircode</source>
        <extracomment>The postcode in Ireland</extracomment>
        <translation>Eircode</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postcode</translation>
    </message>
</context>
<context>
    <name>AttachmentList</name>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Fetching the file</source>
        <translation>Fetching the file</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1 is the name of a file, %2 its size</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>Save file</translation>
    </message>
    <message>
        <source>%1 could not be written there. Choose another folder, or free some space.</source>
        <translation>%1 could not be written there. Choose another folder, or free some space.</translation>
    </message>
    <message>
        <source>%1 could not be opened. Save it instead.</source>
        <translation>%1 could not be opened. Save it instead.</translation>
    </message>
    <message>
        <source>%1 could not be fetched from Capsule. Try again when Capsule can be reached.</source>
        <translation>%1 could not be fetched from Capsule. Try again when Capsule can be reached.</translation>
    </message>
    <message>
        <source>A file of this kind may be a program. Save it, and open it only if you trust it.</source>
        <translation>A file of this kind may be a program. Save it, and open it only if you trust it.</translation>
    </message>
</context>
<context>
    <name>BulkEditor</name>
    <message>
        <source>Show what would change</source>
        <translation>Show what would change</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>Add tag</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>Remove tag</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Owner and team are set together: what is “None” here is taken away.</source>
        <translation>Owner and team are set together: what is “None” here is taken away.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>Ticked</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>No owner, or no team</extracomment>
        <translation>None</translation>
    </message>
    <message>
        <source>Several choices are parted by semicolons. Leave it empty to clear the field.</source>
        <translation>Several choices are parted by semicolons. Leave it empty to clear the field.</translation>
    </message>
    <message>
        <source>Leave it empty to clear the field.</source>
        <translation>Leave it empty to clear the field.</translation>
    </message>
    <message>
        <source>%1 is not a member of %2. Choose another team, or none.</source>
        <translation>%1 is not a member of %2. Choose another team, or none.</translation>
    </message>
    <message>
        <source>This field takes a number.</source>
        <translation>This field takes a number.</translation>
    </message>
    <message>
        <source>This field takes a date, such as %1.</source>
        <translation>This field takes a date, such as %1.</translation>
    </message>
    <message>
        <source>This field takes one of its choices.</source>
        <translation>This field takes one of its choices.</translation>
    </message>
    <message>
        <source>This field takes its own choices only.</source>
        <translation>This field takes its own choices only.</translation>
    </message>
</context>
<context>
    <name>BulkPage</name>
    <message>
        <source>Several records</source>
        <translation>Several records</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>Tag…</translation>
    </message>
    <message>
        <source>Owner…</source>
        <translation>Owner…</translation>
    </message>
    <message>
        <source>Set field…</source>
        <translation>Set field…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Save report</source>
        <extracomment>The name of a file</extracomment>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Save report…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>The people of your account are not on this computer yet</source>
        <translation>The people of your account are not on this computer yet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose what to do with them. You see what would change before anything is sent.</source>
        <translation>Choose what to do with them. You see what would change before anything is sent.</translation>
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
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a reason, %2 is how many records</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln would be skipped: %1</source>
        <extracomment>%1 is a list of reasons</extracomment>
        <translation>
            <numerusform>%Ln would be skipped: %1</numerusform>
            <numerusform>%Ln would be skipped: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>There is nothing to send.</translation>
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
    <message>
        <source>Delete records</source>
        <translation>Delete records</translation>
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
    <message>
        <source>Type %1 to go on:</source>
        <translation>Type %1 to go on:</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s)</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
    <message>
        <source>What was deleted cannot be given back.</source>
        <translation>What was deleted cannot be given back.</translation>
    </message>
    <message>
        <source>Paused. Nothing more goes out than what is on the way.</source>
        <translation>Paused. Nothing more goes out than what is on the way.</translation>
    </message>
    <message>
        <source>Begins in ten seconds. Until then nothing is deleted.</source>
        <translation>Begins in ten seconds. Until then nothing is deleted.</translation>
    </message>
    <message>
        <source>Capsule’s hourly allowance is used up. Goes on at %1.</source>
        <translation>Capsule’s hourly allowance is used up. Goes on at %1.</translation>
    </message>
    <message>
        <source>Offline. Goes on as soon as Capsule can be reached.</source>
        <translation>Offline. Goes on as soon as Capsule can be reached.</translation>
    </message>
    <message>
        <source>You can go on working, or quit: it goes on with the next start.</source>
        <translation>You can go on working, or quit: it goes on with the next start.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln failed again</source>
        <translation>
            <numerusform>Try %Ln failed again</numerusform>
            <numerusform>Try %Ln failed again</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo what was not sent</source>
        <translation>Undo what was not sent</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln record(s) as:</source>
        <translation>
            <numerusform>Export %Ln record as:</numerusform>
            <numerusform>Export %Ln records as:</numerusform>
        </translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Table with the columns of the list (CSV)</source>
        <translation>Table with the columns of the list (CSV)</translation>
    </message>
    <message>
        <source>Table with every value (CSV)</source>
        <translation>Table with every value (CSV)</translation>
    </message>
    <message>
        <source>Address book (vCard)</source>
        <translation>Address book (vCard)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Capsule changes</source>
        <translation>Capsule changes</translation>
    </message>
    <message>
        <source>Capsule contacts</source>
        <extracomment>The name of a file</extracomment>
        <translation>Capsule contacts</translation>
    </message>
</context>
<context>
    <name>BulkTable</name>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Was</source>
        <extracomment>Column: the value before a change</extracomment>
        <translation>Was</translation>
    </message>
    <message>
        <source>Will be</source>
        <extracomment>Columns: the value after a change that is to be made, and after one that was made</extracomment>
        <translation>Will be</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Skipped because</source>
        <extracomment>Columns: why a record is left alone, and what became of a record</extracomment>
        <translation>Skipped because</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
</context>
<context>
    <name>BulkWords</name>
    <message>
        <source>Add tag “%1”</source>
        <translation>Add tag “%1”</translation>
    </message>
    <message>
        <source>Remove tag “%1”</source>
        <translation>Remove tag “%1”</translation>
    </message>
    <message>
        <source>Remove owner and team</source>
        <translation>Remove owner and team</translation>
    </message>
    <message>
        <source>Owner %1, no team</source>
        <translation>Owner %1, no team</translation>
    </message>
    <message>
        <source>Team %1, no owner</source>
        <translation>Team %1, no owner</translation>
    </message>
    <message>
        <source>Owner %1, team %2</source>
        <translation>Owner %1, team %2</translation>
    </message>
    <message>
        <source>Move to %1</source>
        <translation>Move to %1</translation>
    </message>
    <message>
        <source>Take out of the organisation</source>
        <translation>Take out of the organization</translation>
    </message>
    <message>
        <source>Tick “%1”</source>
        <translation>Tick “%1”</translation>
    </message>
    <message>
        <source>Take the tick from “%1”</source>
        <translation>Take the tick from “%1”</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Undo a change of several records</source>
        <translation>Undo a change of several records</translation>
    </message>
    <message>
        <source>Clear %1</source>
        <extracomment>%1 is the name of a field</extracomment>
        <translation>Clear %1</translation>
    </message>
    <message>
        <source>Set %1 to “%2”</source>
        <translation>Set %1 to “%2”</translation>
    </message>
    <message>
        <source>It is that way already</source>
        <translation>It is that way already</translation>
    </message>
    <message>
        <source>It has not got the tag</source>
        <translation>It has not got the tag</translation>
    </message>
    <message>
        <source>Organisations have no such field</source>
        <translation>Organizations have no such field</translation>
    </message>
    <message>
        <source>People have no such field</source>
        <translation>People have no such field</translation>
    </message>
    <message>
        <source>The owner is not a member of the team</source>
        <translation>The owner is not a member of the team</translation>
    </message>
    <message>
        <source>It has not got the tag that the field belongs to</source>
        <translation>It has not got the tag that the field belongs to</translation>
    </message>
    <message>
        <source>Its tags and fields are not on this computer yet</source>
        <translation>Its tags and fields are not on this computer yet</translation>
    </message>
    <message>
        <source>It is private</source>
        <translation>It is private</translation>
    </message>
    <message>
        <source>Something is typed in it and not saved</source>
        <translation>Something is typed in it and not saved</translation>
    </message>
    <message>
        <source>It is being deleted</source>
        <translation>It is being deleted</translation>
    </message>
    <message>
        <source>An earlier change of it waits for your decision</source>
        <translation>An earlier change of it waits for your decision</translation>
    </message>
    <message>
        <source>It is no longer in Capsule</source>
        <translation>It is no longer in Capsule</translation>
    </message>
    <message>
        <source>Somebody changed it again since</source>
        <translation>Somebody changed it again since</translation>
    </message>
    <message>
        <source>It was taken back, or a later change took its place</source>
        <translation>It was taken back, or a later change took its place</translation>
    </message>
    <message>
        <source>You stopped before its turn</source>
        <translation>You stopped before its turn</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Waits for its turn</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>On its way</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>Skipped: %1</translation>
    </message>
    <message>
        <source>Failed: it is not known whether it reached Capsule</source>
        <translation>Failed: it is not known whether it reached Capsule</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Failed: %1</translation>
    </message>
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
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is &quot;34 requests&quot;, %2 is &quot;about 20 s&quot;</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2. Capsule’s hourly allowance is too small for them all: they will pause until %3.</source>
        <extracomment>%1 is &quot;34 requests&quot;, %2 is &quot;about 20 min&quot;, %3 is a time of day</extracomment>
        <translation>%1, %2. Capsule’s hourly allowance is too small for them all: they will pause until %3.</translation>
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
    <name>ConditionGroupEdit</name>
    <message>
        <source>Add condition</source>
        <translation>Add condition</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>Add group</translation>
    </message>
    <message>
        <source>All of these hold</source>
        <translation>All of these hold</translation>
    </message>
    <message>
        <source>Any of these holds</source>
        <translation>Any of these holds</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Remove group</translation>
    </message>
    <message>
        <source>Conditions of which any has to hold, beside the others</source>
        <translation>Conditions of which any has to hold, beside the others</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Group %1</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>How many conditions of group %1 have to hold</source>
        <translation>How many conditions of group %1 have to hold</translation>
    </message>
    <message>
        <source>How many conditions have to hold</source>
        <translation>How many conditions have to hold</translation>
    </message>
    <message>
        <source>Remove group %1</source>
        <translation>Remove group %1</translation>
    </message>
    <message>
        <source>Add condition to group %1</source>
        <translation>Add condition to group %1</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>Choose a field</source>
        <translation>Choose a field</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>Remove condition</translation>
    </message>
    <message>
        <source>%1.%2</source>
        <extracomment>Names a condition: %1 is its group, %2 its place in it</extracomment>
        <translation>%1.%2</translation>
    </message>
    <message>
        <source>Field of condition %1</source>
        <translation>Field of condition %1</translation>
    </message>
    <message>
        <source>Comparison of condition %1</source>
        <translation>Comparison of condition %1</translation>
    </message>
    <message>
        <source>Value of condition %1</source>
        <translation>Value of condition %1</translation>
    </message>
    <message>
        <source>Remove condition %1</source>
        <translation>Remove condition %1</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>is empty</translation>
    </message>
    <message>
        <source>is filled</source>
        <translation>is filled</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organization</translation>
    </message>
    <message>
        <source>There is no field “%1”. Choose one of the list.</source>
        <translation>There is no field “%1”. Choose one of the list.</translation>
    </message>
</context>
<context>
    <name>ConditionValue</name>
    <message>
        <source>Month before</source>
        <translation>Month before</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Month after</translation>
    </message>
    <message>
        <source>days</source>
        <extracomment>Behind a number that is typed</extracomment>
        <translation>days</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Choose a day</translation>
    </message>
    <message>
        <source>%1: choose a day</source>
        <extracomment>%1 is what the day is for, such as &quot;Value of condition 2&quot;</extracomment>
        <translation>%1: choose a day</translation>
    </message>
</context>
<context>
    <name>ConditionWords</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Person or organisation</source>
        <translation>Person or organization</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Job title</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>Email address</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postcode</translation>
    </message>
    <message>
        <source>County or state</source>
        <translation>County or state</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Number in Capsule</source>
        <translation>Number in Capsule</translation>
    </message>
    <message>
        <source>Has an email address</source>
        <translation>Has an email address</translation>
    </message>
    <message>
        <source>Has a phone number</source>
        <translation>Has a phone number</translation>
    </message>
    <message>
        <source>Has an address</source>
        <translation>Has an address</translation>
    </message>
    <message>
        <source>Has people</source>
        <extracomment>Of an organisation: people belong to it</extracomment>
        <translation>Has people</translation>
    </message>
    <message>
        <source>Has tags</source>
        <translation>Has tags</translation>
    </message>
    <message>
        <source>Added on</source>
        <translation>Added on</translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation>Changed on</translation>
    </message>
    <message>
        <source>Last contacted on</source>
        <translation>Last contacted on</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Name of the organization</translation>
    </message>
    <message>
        <source>Tag of the organisation</source>
        <translation>Tag of the organization</translation>
    </message>
    <message>
        <source>Has no email address</source>
        <translation>Has no email address</translation>
    </message>
    <message>
        <source>Has no phone number</source>
        <translation>Has no phone number</translation>
    </message>
    <message>
        <source>Has no address</source>
        <translation>Has no address</translation>
    </message>
    <message>
        <source>Has no people</source>
        <extracomment>Of an organisation: nobody belongs to it</extracomment>
        <translation>Has no people</translation>
    </message>
    <message>
        <source>Has no tags</source>
        <translation>Has no tags</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organization</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>%1 is ticked</source>
        <extracomment>%1 is a custom field</extracomment>
        <translation>%1 is ticked</translation>
    </message>
    <message>
        <source>%1 is not ticked</source>
        <extracomment>%1 is a custom field</extracomment>
        <translation>%1 is not ticked</translation>
    </message>
    <message>
        <source>%1 is not “%2”</source>
        <translation>%1 is not “%2”</translation>
    </message>
    <message>
        <source>%1 starts with “%2”</source>
        <translation>%1 starts with “%2”</translation>
    </message>
    <message>
        <source>%1 ends with “%2”</source>
        <translation>%1 ends with “%2”</translation>
    </message>
    <message>
        <source>%1 contains “%2”</source>
        <translation>%1 contains “%2”</translation>
    </message>
    <message>
        <source>%1 is “%2”</source>
        <translation>%1 is “%2”</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1 is not %2</translation>
    </message>
    <message>
        <source>%1 is more than %2</source>
        <translation>%1 is more than %2</translation>
    </message>
    <message>
        <source>%1 is less than %2</source>
        <translation>%1 is less than %2</translation>
    </message>
    <message>
        <source>%1 is after %2</source>
        <translation>%1 is after %2</translation>
    </message>
    <message>
        <source>%1 is before %2</source>
        <translation>%1 is before %2</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 is %2</translation>
    </message>
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
    <message>
        <source>%1 %2 “%3”</source>
        <extracomment>A condition that cannot be read. %1 is a field, %2 a comparison, %3 a value</extracomment>
        <translation>%1 %2 “%3”</translation>
    </message>
    <message>
        <source>Type a number of days.</source>
        <translation>Type a number of days.</translation>
    </message>
    <message>
        <source>Choose a user of the account.</source>
        <translation>Choose a user of the account.</translation>
    </message>
    <message>
        <source>Choose a team of the account.</source>
        <translation>Choose a team of the account.</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation>Type a number.</translation>
    </message>
    <message>
        <source>Choose a tag, or type its name.</source>
        <translation>Choose a tag, or type its name.</translation>
    </message>
    <message>
        <source>Type what to compare with.</source>
        <translation>Type what to compare with.</translation>
    </message>
    <message>
        <source>Choose yes or no.</source>
        <translation>Choose yes or no.</translation>
    </message>
    <message>
        <source>Type a day, such as %1.</source>
        <translation>Type a day, such as %1.</translation>
    </message>
    <message>
        <source>Name and work</source>
        <translation>Name and work</translation>
    </message>
    <message>
        <source>Their organisation</source>
        <translation>Their organization</translation>
    </message>
    <message>
        <source>Email and phone</source>
        <translation>Email and phone</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Tags and ownership</source>
        <translation>Tags and ownership</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Dates</translation>
    </message>
    <message>
        <source>In Capsule</source>
        <translation>In Capsule</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Custom fields</translation>
    </message>
    <message>
        <source>Custom fields of “%1”</source>
        <extracomment>%1 is a tag that brings custom fields of its own</extracomment>
        <translation>Custom fields of “%1”</translation>
    </message>
    <message>
        <source>Custom fields of the organisation</source>
        <translation>Custom fields of the organization</translation>
    </message>
    <message>
        <source>%1 of the organisation</source>
        <extracomment>%1 is a custom field</extracomment>
        <translation>%1 of the organization</translation>
    </message>
    <message>
        <source>is</source>
        <extracomment>Between a field and a value</extracomment>
        <translation>is</translation>
    </message>
    <message>
        <source>is not</source>
        <extracomment>Between a field and a value</extracomment>
        <translation>is not</translation>
    </message>
    <message>
        <source>starts with</source>
        <extracomment>Between a field and a value</extracomment>
        <translation>starts with</translation>
    </message>
    <message>
        <source>ends with</source>
        <extracomment>Between a field and a value</extracomment>
        <translation>ends with</translation>
    </message>
    <message>
        <source>contains</source>
        <extracomment>Between a field and a value</extracomment>
        <translation>contains</translation>
    </message>
    <message>
        <source>is more than</source>
        <extracomment>Between a field and a number</extracomment>
        <translation>is more than</translation>
    </message>
    <message>
        <source>is less than</source>
        <extracomment>Between a field and a number</extracomment>
        <translation>is less than</translation>
    </message>
    <message>
        <source>is after</source>
        <extracomment>Between a field and a day</extracomment>
        <translation>is after</translation>
    </message>
    <message>
        <source>is before</source>
        <extracomment>Between a field and a day</extracomment>
        <translation>is before</translation>
    </message>
    <message>
        <source>is longer ago than</source>
        <extracomment>Between a date and a number of days</extracomment>
        <translation>is longer ago than</translation>
    </message>
    <message>
        <source>is within the last</source>
        <extracomment>Between a date and a number of days</extracomment>
        <translation>is within the last</translation>
    </message>
    <message>
        <source>is within the next</source>
        <extracomment>Between a date and a number of days</extracomment>
        <translation>is within the next</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 is empty</translation>
    </message>
    <message>
        <source>%1 is filled</source>
        <translation>%1 is filled</translation>
    </message>
    <message>
        <source>This record: nothing</source>
        <translation>This record: nothing</translation>
    </message>
    <message>
        <source>This record: %1</source>
        <extracomment>%1 is what the record has, or several such values</extracomment>
        <translation>This record: %1</translation>
    </message>
    <message>
        <source>Choose a field.</source>
        <translation>Choose a field.</translation>
    </message>
    <message>
        <source>The account has no such custom field any more. Choose another field, or remove the condition.</source>
        <translation>The account has no such custom field any more. Choose another field, or remove the condition.</translation>
    </message>
    <message>
        <source>Lists on this computer cannot ask for this field. Choose another one, or remove the condition.</source>
        <translation>Lists on this computer cannot ask for this field. Choose another one, or remove the condition.</translation>
    </message>
    <message>
        <source>This comparison does not fit the field. Choose another one.</source>
        <translation>This comparison does not fit the field. Choose another one.</translation>
    </message>
</context>
<context>
    <name>DealModel</name>
    <message>
        <source>Closed %1</source>
        <extracomment>%1 is a date</extracomment>
        <translation>Closed %1</translation>
    </message>
    <message>
        <source>Expected %1</source>
        <extracomment>When an opportunity or a project is expected to close; %1 is a date</extracomment>
        <translation>Expected %1</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>Opportunity</translation>
    </message>
    <message>
        <source>%1%</source>
        <extracomment>How likely an opportunity is; %1 is a number</extracomment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>DealPage</name>
    <message>
        <source>Opportunities and projects</source>
        <translation>Opportunities and projects</translation>
    </message>
    <message>
        <source>Open in Capsule</source>
        <translation>Open in Capsule</translation>
    </message>
    <message>
        <source>Opens %1</source>
        <translation>Opens %1</translation>
    </message>
    <message>
        <source>Choose an opportunity or a project to open it in Capsule</source>
        <translation>Choose an opportunity or a project to open it in Capsule</translation>
    </message>
    <message>
        <source>No opportunities or projects</source>
        <translation>No opportunities or projects</translation>
    </message>
    <message>
        <source>Those that are added in Capsule are listed here.</source>
        <translation>Those that are added in Capsule are listed here.</translation>
    </message>
    <message>
        <source>Nothing is on this computer yet</source>
        <translation>Nothing is on this computer yet</translation>
    </message>
    <message>
        <source>Opportunities and projects are read as soon as Capsule can be reached.</source>
        <translation>Opportunities and projects are read as soon as Capsule can be reached.</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Try Again</translation>
    </message>
</context>
<context>
    <name>EntryDelegate</name>
    <message>
        <source>More…</source>
        <extracomment>Under the beginning of a note, of which there is more when it is opened</extracomment>
        <translation>More…</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>Sending its files: %1%</source>
        <extracomment>A file is on its way to Capsule; %1 is a number</extracomment>
        <translation>Sending its files: %1%</translation>
    </message>
    <message>
        <source>%1 · about %2</source>
        <extracomment>%1 is who wrote a note, %2 the person it is about</extracomment>
        <translation>%1 · about %2</translation>
    </message>
</context>
<context>
    <name>EntryReader</name>
    <message>
        <source>Show all</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Back to the activity</source>
        <translation>Back to the activity</translation>
    </message>
    <message>
        <source>Words of the entry</source>
        <translation>Words of the entry</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This note is too long to be changed here. It can be changed in Capsule.</source>
        <translation>This note is too long to be changed here. It can be changed in Capsule.</translation>
    </message>
    <message>
        <source>This is the beginning. The rest is long.</source>
        <translation>This is the beginning. The rest is long.</translation>
    </message>
    <message>
        <source>Shown as plain text, as it is long.</source>
        <translation>Shown as plain text, as it is long.</translation>
    </message>
    <message>
        <source>Opens %1</source>
        <translation>Opens %1</translation>
    </message>
    <message>
        <source>This link cannot be opened from here.</source>
        <translation>This link cannot be opened from here.</translation>
    </message>
</context>
<context>
    <name>FieldEdit</name>
    <message>
        <source>Changed. Was %1</source>
        <translation>Changed. Was %1</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>empty</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Take this change back</source>
        <translation>Take this change back</translation>
    </message>
    <message>
        <source>Goes away when you save.</source>
        <translation>Goes away when you save.</translation>
    </message>
    <message>
        <source>no type</source>
        <translation>no type</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>Was: %1</source>
        <translation>Was: %1</translation>
    </message>
</context>
<context>
    <name>FieldsEditor</name>
    <message>
        <source>Custom fields</source>
        <translation>Custom fields</translation>
    </message>
    <message>
        <source>Fields of a tag</source>
        <translation>Fields of a tag</translation>
    </message>
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
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a group of custom fields, %2 such as &quot;Show 8 fields&quot;</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Important: a number</source>
        <translation>Important: a number</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>A number</translation>
    </message>
    <message>
        <source>Important: a date, %1</source>
        <extracomment>%1 is the pattern of a date, such as dd/mm/yyyy</extracomment>
        <translation>Important: a date, %1</translation>
    </message>
    <message>
        <source>A date, %1</source>
        <translation>A date, %1</translation>
    </message>
    <message>
        <source>Important: choices, parted by semicolons</source>
        <translation>Important: choices, parted by semicolons</translation>
    </message>
    <message>
        <source>Choices, parted by semicolons</source>
        <translation>Choices, parted by semicolons</translation>
    </message>
    <message>
        <source>Important: a web address</source>
        <translation>Important: a web address</translation>
    </message>
    <message>
        <source>A web address</source>
        <translation>A web address</translation>
    </message>
    <message>
        <source>Important, not filled in yet</source>
        <translation>Important, not filled in yet</translation>
    </message>
    <message>
        <source>%1, important</source>
        <translation>%1, important</translation>
    </message>
    <message>
        <source>Important, not set</source>
        <translation>Important, not set</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Open link</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Open %1</translation>
    </message>
    <message>
        <source>This field takes a number.</source>
        <translation>This field takes a number.</translation>
    </message>
    <message>
        <source>This field takes a date, such as %1.</source>
        <translation>This field takes a date, such as %1.</translation>
    </message>
    <message>
        <source>“%1” is not one of the choices.</source>
        <translation>“%1” is not one of the choices.</translation>
    </message>
</context>
<context>
    <name>FileWriter</name>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <extracomment>The kind of file to save</extracomment>
        <translation>Table for a spreadsheet (*.csv)</translation>
    </message>
    <message>
        <source>Address book (*.vcf)</source>
        <translation>Address book (*.vcf)</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>%1 (%2). Click to remove it.</source>
        <translation>%1 (%2). Click to remove it.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Remove the filter %1 (%2)</source>
        <extracomment>For a screen reader. %1 is what narrows the list, %2 says where that is looked up.</extracomment>
        <translation>Remove the filter %1 (%2)</translation>
    </message>
    <message>
        <source>Filter %1 (%2)</source>
        <translation>Filter %1 (%2)</translation>
    </message>
    <message>
        <source>Capsule</source>
        <extracomment>On a filter&apos;s chip: it is looked up in Capsule, not on this computer</extracomment>
        <translation>Capsule</translation>
    </message>
    <message>
        <source>this PC</source>
        <translation>this PC</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>On a filter&apos;s chip. %1 says where it is looked up, %2 of when that is.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filters</translation>
    </message>
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
    <name>HistoryExport</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>Column: what was changed</extracomment>
        <translation>What</translation>
    </message>
    <message>
        <source>Was</source>
        <extracomment>Column: the value before a change</extracomment>
        <translation>Was</translation>
    </message>
    <message>
        <source>Now</source>
        <extracomment>Column: the value after a change</extracomment>
        <translation>Now</translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>Column: what became of a change</extracomment>
        <translation>Result</translation>
    </message>
</context>
<context>
    <name>ItemReview</name>
    <message>
        <source>The record is not in Capsule yet. It is sent first, and its id is filled in here when it is known.</source>
        <translation>The record is not in Capsule yet. It is sent first, and its id is filled in here when it is known.</translation>
    </message>
    <message>
        <source>The files are sent first. Capsule gives each a token, which takes the place of “…” here.</source>
        <translation>The files are sent first. Capsule gives each a token, which takes the place of “…” here.</translation>
    </message>
</context>
<context>
    <name>JournalDelegate</name>
    <message>
        <source>No name yet</source>
        <translation>No name yet</translation>
    </message>
</context>
<context>
    <name>JournalModel</name>
    <message>
        <source>Deleted in Capsule</source>
        <translation>Deleted in Capsule</translation>
    </message>
    <message>
        <source>Changed in Capsule</source>
        <translation>Changed in Capsule</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Next try: %1</source>
        <extracomment>%1 is a date and a time</extracomment>
        <translation>Next try: %1</translation>
    </message>
</context>
<context>
    <name>JournalPane</name>
    <message>
        <source>Outbox</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>History</source>
        <translation>History</translation>
    </message>
    <message>
        <source>No history yet</source>
        <translation>No history yet</translation>
    </message>
    <message>
        <source>What you save and delete, and what others change in Capsule, is listed here.</source>
        <translation>What you save and delete, and what others change in Capsule, is listed here.</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Review…</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>Hold back</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Undo…</translation>
    </message>
    <message>
        <source>Puts the values back as they were, for you to review and save</source>
        <translation>Puts the values back as they were, for you to review and save</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Nothing has happened to this record since it is on this computer.</source>
        <translation>Nothing has happened to this record since it is on this computer.</translation>
    </message>
    <message>
        <source>This record only</source>
        <translation>This record only</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Only %1</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Writes what is listed here into a file for a spreadsheet (CSV)</source>
        <translation>Writes what is listed here into a file for a spreadsheet (CSV)</translation>
    </message>
    <message>
        <source>Show the history of all records</source>
        <translation>Show the history of all records</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Goes to the record, to the field that was not accepted if there is one</source>
        <translation>Goes to the record, to the field that was not accepted if there is one</translation>
    </message>
    <message>
        <source>Export history</source>
        <extracomment>The name of a file</extracomment>
        <translation>Export history</translation>
    </message>
    <message>
        <source>Capsule history</source>
        <translation>Capsule history</translation>
    </message>
</context>
<context>
    <name>ListBuilder</name>
    <message>
        <source>Duplicate to change</source>
        <translation>Duplicate to change</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Save list</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>Name of the list</translation>
    </message>
    <message>
        <source>Words that are searched</source>
        <translation>Words that are searched</translation>
    </message>
    <message>
        <source>Words to be found as well, such as tag:vip</source>
        <translation>Words to be found as well, such as tag:vip</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>The name of a list</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>What is searched for a list</extracomment>
        <translation>Search</translation>
    </message>
    <message>
        <source>This list is saved in Capsule and can only be changed there. A duplicate is a list of your own.</source>
        <translation>This list is saved in Capsule and can only be changed there. A duplicate is a list of your own.</translation>
    </message>
    <message>
        <source>New list</source>
        <translation>New list</translation>
    </message>
    <message>
        <source>Edit list</source>
        <translation>Edit list</translation>
    </message>
    <message>
        <source>This list has no conditions: it holds everyone.</source>
        <translation>This list has no conditions: it holds everyone.</translation>
    </message>
    <message>
        <source>All of these hold:</source>
        <translation>All of these hold:</translation>
    </message>
    <message>
        <source>A condition that only Capsule can read</source>
        <translation>A condition that only Capsule can read</translation>
    </message>
    <message>
        <source>It cannot be duplicated, since it has conditions that only Capsule can read.</source>
        <translation>It cannot be duplicated, since it has conditions that only Capsule can read.</translation>
    </message>
    <message>
        <source>Search for something or add a condition: a list without either would hold everyone.</source>
        <translation>Search for something or add a condition: a list without either would hold everyone.</translation>
    </message>
    <message>
        <source>A condition is not complete yet.</source>
        <translation>A condition is not complete yet.</translation>
    </message>
    <message>
        <source>Give the list a name.</source>
        <translation>Give the list a name.</translation>
    </message>
    <message>
        <source>Another list has this name. Choose a different one.</source>
        <translation>Another list has this name. Choose a different one.</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>Closes a list that was only looked at</extracomment>
        <translation>Close</translation>
    </message>
    <message>
        <source>Runs in Capsule</source>
        <translation>Runs in Capsule</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>This computer only</translation>
    </message>
    <message>
        <source>Capsule runs neither searches nor groups, and only conditions that all have to hold.</source>
        <translation>Capsule runs neither searches nor groups, and only conditions that all have to hold.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Counting…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s) and organisation(s)</source>
        <translation>
            <numerusform>%Ln person or organization</numerusform>
            <numerusform>%Ln people and organizations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListCommands</name>
    <message>
        <source>Name of the list:</source>
        <translation>Name of the list:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>Name of the list</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>The name of a list that would have the same name as another: %1 is that name, %2 a number.</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Save as List</source>
        <translation>Save as List</translation>
    </message>
    <message>
        <source>Rename List</source>
        <translation>Rename List</translation>
    </message>
    <message>
        <source>Deleted the list “%1”. Its people and organisations stay.</source>
        <translation>Deleted the list “%1”. Its people and organizations stay.</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>New list</source>
        <translation>New list</translation>
    </message>
    <message>
        <source>Change list</source>
        <translation>Change list</translation>
    </message>
    <message>
        <source>List saved in Capsule</source>
        <translation>List saved in Capsule</translation>
    </message>
    <message>
        <source>List not saved</source>
        <translation>List not saved</translation>
    </message>
    <message>
        <source>What you changed in this list is not saved.</source>
        <translation>What you changed in this list is not saved.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Go On Editing</source>
        <translation>Go On Editing</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Columns of the list</source>
        <translation>Columns of the list</translation>
    </message>
    <message>
        <source>&amp;Reset Columns</source>
        <translation>&amp;Reset Columns</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Show</translation>
    </message>
    <message>
        <source>Move &amp;Before %1</source>
        <extracomment>%1 is a column of the list, such as &quot;City&quot;</extracomment>
        <translation>Move &amp;Before %1</translation>
    </message>
    <message>
        <source>Move &amp;After %1</source>
        <extracomment>%1 is a column of the list, such as &quot;City&quot;</extracomment>
        <translation>Move &amp;After %1</translation>
    </message>
</context>
<context>
    <name>ListStateView</name>
    <message>
        <source>Nothing matches “%1”</source>
        <translation>Nothing matches “%1”</translation>
    </message>
    <message>
        <source>Every word has to be in the record: in its name, organisation, email, phone, city or tags.</source>
        <translation>Every word has to be in the record: in its name, organization, email, phone, city or tags.</translation>
    </message>
    <message>
        <source>Create Person “%1”</source>
        <translation>Create Person “%1”</translation>
    </message>
    <message>
        <source>Loading your people and organisations</source>
        <translation>Loading your people and organizations</translation>
    </message>
    <message>
        <source>Nothing is on this computer yet</source>
        <translation>Nothing is on this computer yet</translation>
    </message>
    <message>
        <source>Your people and organisations load as soon as Capsule can be reached.</source>
        <translation>Your people and organizations load as soon as Capsule can be reached.</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Try Again</translation>
    </message>
    <message>
        <source>Sign in to load your people and organisations from Capsule.</source>
        <translation>Sign in to load your people and organizations from Capsule.</translation>
    </message>
    <message>
        <source>Sign In…</source>
        <translation>Sign In…</translation>
    </message>
    <message>
        <source>No people or organisations yet</source>
        <translation>No people or organizations yet</translation>
    </message>
    <message>
        <source>What you or your colleagues add in Capsule appears here.</source>
        <translation>What you or your colleagues add in Capsule appears here.</translation>
    </message>
    <message>
        <source>New Person</source>
        <translation>New Person</translation>
    </message>
    <message>
        <source>No drafts</source>
        <translation>No drafts</translation>
    </message>
    <message>
        <source>What you type and have not saved yet is kept here.</source>
        <translation>What you type and have not saved yet is kept here.</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>Nothing is waiting</translation>
    </message>
    <message>
        <source>Everything you saved has reached Capsule.</source>
        <translation>Everything you saved has reached Capsule.</translation>
    </message>
    <message>
        <source>Nothing needs your decision</source>
        <translation>Nothing needs your decision</translation>
    </message>
    <message>
        <source>If Capsule does not accept a change, or somebody else changed the same value, it is shown here.</source>
        <translation>If Capsule does not accept a change, or somebody else changed the same value, it is shown here.</translation>
    </message>
    <message numerus="yes">
        <source>Clear %n Filter(s)</source>
        <translation>
            <numerusform>Clear %n Filter</numerusform>
            <numerusform>Clear %n Filters</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is in “%1”</source>
        <translation>Nobody is in “%1”</translation>
    </message>
    <message>
        <source>People and organisations come into this list as soon as they belong to it.</source>
        <translation>People and organizations come into this list as soon as they belong to it.</translation>
    </message>
    <message>
        <source>“%1” was not loaded yet</source>
        <translation>“%1” was not loaded yet</translation>
    </message>
    <message>
        <source>Capsule works this list out. It is shown here as soon as Capsule can be reached.</source>
        <translation>Capsule works this list out. It is shown here as soon as Capsule can be reached.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Show the lists</source>
        <translation>Show the lists</translation>
    </message>
    <message>
        <source>New person or organisation</source>
        <translation>New person or organization</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Delete organisation</source>
        <translation>Delete organization</translation>
    </message>
    <message numerus="yes">
        <source>Delete %1, which has %Ln people?</source>
        <translation>
            <numerusform>Delete %1, which has %Ln person?</numerusform>
            <numerusform>Delete %1, which has %Ln people?</numerusform>
        </translation>
    </message>
    <message>
        <source>The people stay, but no longer belong to an organisation. Its notes, tasks, opportunities and projects are deleted with it, and Capsule cannot give them back.</source>
        <translation>The people stay, but no longer belong to an organization. Its notes, tasks, opportunities and projects are deleted with it, and Capsule cannot give them back.</translation>
    </message>
    <message>
        <source>Delete Organisation</source>
        <translation>Delete Organization</translation>
    </message>
    <message>
        <source>About Counterpart</source>
        <translation>About Counterpart</translation>
    </message>
    <message>
        <source>Counterpart %1</source>
        <translation>Counterpart %1</translation>
    </message>
    <message>
        <source>Your company’s Capsule contacts on your desktop, online or off. Counterpart sends exactly what you changed, and nothing else.

Made with Qt %1. Not made by or connected with Capsule.</source>
        <translation>Your company’s Capsule contacts on your desktop, online or off. Counterpart sends exactly what you changed, and nothing else.

Made with Qt %1. Not made by or connected with Capsule.</translation>
    </message>
    <message>
        <source>Counterpart</source>
        <translation>Counterpart</translation>
    </message>
    <message>
        <source>%1 – Counterpart</source>
        <translation>%1 – Counterpart</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>There is no room left on this disk, so nothing was changed. Free some space, then try again.</source>
        <translation>There is no room left on this disk, so nothing was changed. Free some space, then try again.</translation>
    </message>
    <message>
        <source>This computer could not store that, so nothing was changed. Try again.</source>
        <translation>This computer could not store that, so nothing was changed. Try again.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>History</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation>Exported to %1.</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Not exported</translation>
    </message>
    <message>
        <source>The history could not be written to %1. A file that was there is as it was; choose another folder, or free some space, and export again.</source>
        <translation>The history could not be written to %1. A file that was there is as it was; choose another folder, or free some space, and export again.</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>No name yet</translation>
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
    <message>
        <source>Unsaved changes</source>
        <translation>Unsaved changes</translation>
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
    <message>
        <source>Save All</source>
        <translation>Save All</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
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
    <message>
        <source>The records could not be written to %1. A file that was there is as it was; choose another folder, or free some space, and export again.</source>
        <translation>The records could not be written to %1. A file that was there is as it was; choose another folder, or free some space, and export again.</translation>
    </message>
    <message>
        <source>A change of several records goes on. Record › Changes of Several Records shows how far it is.</source>
        <translation>A change of several records goes on. Record › Changes of Several Records shows how far it is.</translation>
    </message>
    <message>
        <source>My tasks</source>
        <translation>My tasks</translation>
    </message>
    <message>
        <source>as of %1</source>
        <extracomment>Of when the records of a list are that Capsule works out. %1 is a time of today, or a day.</extracomment>
        <translation>as of %1</translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation>not loaded yet</translation>
    </message>
    <message>
        <source>Why is this here?</source>
        <translation>Why is this here?</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Capsule no longer accepts your token. Your changes are safe on this computer; sign in again to send them.</source>
        <translation>Capsule no longer accepts your token. Your changes are safe on this computer; sign in again to send them.</translation>
    </message>
    <message>
        <source>Sign In Again…</source>
        <translation>Sign In Again…</translation>
    </message>
    <message>
        <source>You are not signed in. You can read and change everything; it is kept on this computer and sent once you sign in.</source>
        <translation>You are not signed in. You can read and change everything; it is kept on this computer and sent once you sign in.</translation>
    </message>
    <message>
        <source>Sign In…</source>
        <translation>Sign In…</translation>
    </message>
    <message>
        <source>Something other than Capsule answers on this network, which may want you to sign in. Your changes are safe on this computer; open a web page, then check again.</source>
        <translation>Something other than Capsule answers on this network, which may want you to sign in. Your changes are safe on this computer; open a web page, then check again.</translation>
    </message>
    <message>
        <source>Check Again</source>
        <translation>Check Again</translation>
    </message>
    <message>
        <source>This computer could not store something. Nothing is sent until it can; make room on the disk, then check again.</source>
        <translation>This computer could not store something. Nothing is sent until it can; make room on the disk, then check again.</translation>
    </message>
    <message>
        <source>This computer’s keychain cannot be used, so you are signed in until you quit. Nothing else is lost.</source>
        <translation>This computer’s keychain cannot be used, so you are signed in until you quit. Nothing else is lost.</translation>
    </message>
    <message>
        <source>Your token may read but not change anything. Sign in with one that may write to edit.</source>
        <translation>Your token may read but not change anything. Sign in with one that may write to edit.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Close this message</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) could not be written to this disk and are in memory only. Free some space and leave Counterpart open: it writes them as soon as it can.</source>
        <translation>
            <numerusform>%n draft could not be written to this disk and is in memory only. Free some space and leave Counterpart open: it writes it as soon as it can.</numerusform>
            <numerusform>%n drafts could not be written to this disk and are in memory only. Free some space and leave Counterpart open: it writes them as soon as it can.</numerusform>
        </translation>
    </message>
    <message>
        <source>Less than 200 MB are free on the disk that holds your contacts. Everything saved so far is safe; free some space, so that what you type next can be kept.</source>
        <translation>Less than 200 MB are free on the disk that holds your contacts. Everything saved so far is safe; free some space, so that what you type next can be kept.</translation>
    </message>
    <message>
        <source>These contacts were last opened by a newer Counterpart. You can read them here; nothing is changed or sent until you install that version again.</source>
        <translation>These contacts were last opened by a newer Counterpart. You can read them here; nothing is changed or sent until you install that version again.</translation>
    </message>
</context>
<context>
    <name>NoteComposer</name>
    <message>
        <source>It happened earlier</source>
        <translation>It happened earlier</translation>
    </message>
    <message>
        <source>Remove file</source>
        <translation>Remove file</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Review…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Write a note. Markdown, such as **bold** and lists with -, is understood.</source>
        <translation>Write a note. Markdown, such as **bold** and lists with -, is understood.</translation>
    </message>
    <message>
        <source>Back to the activity; what you wrote is kept as a draft</source>
        <translation>Back to the activity; what you wrote is kept as a draft</translation>
    </message>
    <message>
        <source>Back to the activity</source>
        <translation>Back to the activity</translation>
    </message>
    <message>
        <source>Kind of activity</source>
        <translation>Kind of activity</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>When it happened</translation>
    </message>
    <message>
        <source>Files of the note</source>
        <translation>Files of the note</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>Attach files…</translation>
    </message>
    <message>
        <source>Each file may have up to %1</source>
        <translation>Each file may have up to %1</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>New note</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>Change note</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1 is the name of a file, %2 its size</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Attach files</translation>
    </message>
    <message>
        <source>%1 has %2. Capsule takes files of up to %3; attach a smaller one.</source>
        <translation>%1 has %2. Capsule takes files of up to %3; attach a smaller one.</translation>
    </message>
    <message>
        <source>%1 could not be copied, so it is not attached. Check that it can be opened and that there is room on this disk.</source>
        <translation>%1 could not be copied, so it is not attached. Check that it can be opened and that there is room on this disk.</translation>
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
    <message>
        <source>Create organisation “%1”</source>
        <translation>Create organization “%1”</translation>
    </message>
</context>
<context>
    <name>OrganisationNotes</name>
    <message>
        <source>%1 leaves %2. Notes, deals and the address of %2 stay with %2.</source>
        <extracomment>%1 is a person, %2 an organisation</extracomment>
        <translation>%1 leaves %2. Notes, deals and the address of %2 stay with %2.</translation>
    </message>
    <message>
        <source>%1 moves from %2 to %3. Notes, deals and the address of %2 stay with %2.</source>
        <extracomment>%1 is a person, %2 the organisation before, %3 the organisation now</extracomment>
        <translation>%1 moves from %2 to %3. Notes, deals and the address of %2 stay with %2.</translation>
    </message>
    <message>
        <source>%1 has another address: %2</source>
        <translation>%1 has another address: %2</translation>
    </message>
    <message>
        <source>The address of %1 is %2</source>
        <extracomment>%1 is an organisation, %2 its address</extracomment>
        <translation>The address of %1 is %2</translation>
    </message>
    <message>
        <source>%1 has another phone number: %2</source>
        <translation>%1 has another phone number: %2</translation>
    </message>
    <message>
        <source>The phone number of %1 is %2</source>
        <extracomment>%1 is an organisation, %2 its phone number</extracomment>
        <translation>The phone number of %1 is %2</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Use it</translation>
    </message>
    <message>
        <source>Do not offer this again</source>
        <translation>Do not offer this again</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>The file of unsent changes was damaged. What could be read was kept; the damaged file is still there as %1.</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation>The file of unsent changes was damaged. What could be read was kept; the damaged file is still there as %1.</translation>
    </message>
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
    <message>
        <source>Some of the unsent work cannot be read by this version. It is safe in its file.</source>
        <translation>Some of the unsent work cannot be read by this version. It is safe in its file.</translation>
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
    <name>OwnershipEditor</name>
    <message>
        <source>Nobody</source>
        <translation>Nobody</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>No team</translation>
    </message>
    <message>
        <source>%1 is not a member of %2. Choose another owner or team.</source>
        <translation>%1 is not a member of %2. Choose another owner or team.</translation>
    </message>
</context>
<context>
    <name>PaletteModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>PaletteWords</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>A record in the palette: two facts about it</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>List in Capsule</source>
        <translation>List in Capsule</translation>
    </message>
    <message>
        <source>List</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Create person “%1”</source>
        <translation>Create person “%1”</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Back to the list</translation>
    </message>
</context>
<context>
    <name>PartyDelegate</name>
    <message>
        <source>No name yet</source>
        <translation>No name yet</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
</context>
<context>
    <name>PartyEditor</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Choose a person or an organisation from the list.</source>
        <translation>Choose a person or an organization from the list.</translation>
    </message>
    <message>
        <source>This record is no longer here.</source>
        <translation>This record is no longer here.</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Private</translation>
    </message>
    <message>
        <source>Capsule did not accept this: “%1”</source>
        <translation>Capsule did not accept this: “%1”</translation>
    </message>
    <message>
        <source>New organisation</source>
        <translation>New organization</translation>
    </message>
</context>
<context>
    <name>PartyForm</name>
    <message>
        <source>Names and work</source>
        <translation>Names and work</translation>
    </message>
    <message>
        <source>Choose an organisation from the list, or create it there.</source>
        <translation>Choose an organization from the list, or create it there.</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Add another</translation>
    </message>
    <message>
        <source>%1: add another</source>
        <translation>%1: add another</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Add detail</source>
        <translation>Add detail</translation>
    </message>
    <message>
        <source>An organisation needs a name.</source>
        <translation>An organization needs a name.</translation>
    </message>
    <message>
        <source>A person needs a first or a last name.</source>
        <translation>A person needs a first or a last name.</translation>
    </message>
    <message>
        <source>Your Capsule account does not have this title. Choose one from the list.</source>
        <translation>Your Capsule account does not have this title. Choose one from the list.</translation>
    </message>
</context>
<context>
    <name>PartyHeader</name>
    <message>
        <source>Tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Check now</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>New organisation</source>
        <translation>New organization</translation>
    </message>
    <message>
        <source>Open organisation %1</source>
        <translation>Open organization %1</translation>
    </message>
    <message>
        <source>Owner: %1</source>
        <translation>Owner: %1</translation>
    </message>
    <message>
        <source>⏳ %1</source>
        <comment>state of what waits to be sent</comment>
        <translation>⏳ %1</translation>
    </message>
    <message>
        <source>Updated by someone else</source>
        <translation>Updated by someone else</translation>
    </message>
    <message>
        <source>Checked %1</source>
        <translation>Checked %1</translation>
    </message>
    <message>
        <source>Last contacted %1</source>
        <translation>Last contacted %1</translation>
    </message>
    <message>
        <source>History of this record</source>
        <translation>History of this record</translation>
    </message>
</context>
<context>
    <name>PartyList</name>
    <message>
        <source>Narrow this list (%1)</source>
        <translation>Narrow this list (%1)</translation>
    </message>
    <message>
        <source>Narrow this list</source>
        <translation>Narrow this list</translation>
    </message>
    <message>
        <source>Sort this list</source>
        <translation>Sort this list</translation>
    </message>
    <message>
        <source>Name, organisation, email, phone, city or tag</source>
        <translation>Name, organization, email, phone, city or tag</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Every word has to match</source>
        <translation>Every word has to match</translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to %1 rows can be copied. To have more, use File › Export.</source>
        <translation>Up to %1 rows can be copied. To have more, use File › Export.</translation>
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
    <name>PartyListView</name>
    <message>
        <source>People and organisations</source>
        <translation>People and organizations</translation>
    </message>
</context>
<context>
    <name>PartyModel</name>
    <message>
        <source>(no name)</source>
        <extracomment>In place of the name of a person or organisation that has none yet</extracomment>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>unsaved changes</source>
        <extracomment>Read out after a contact&apos;s name: something was typed and not saved</extracomment>
        <translation>unsaved changes</translation>
    </message>
    <message>
        <source>needs your decision</source>
        <extracomment>Read out after a contact&apos;s name: Capsule refused a change, or it collides with someone else&apos;s</extracomment>
        <translation>needs your decision</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <extracomment>Read out after a contact&apos;s name: saved here, not yet in Capsule</extracomment>
        <translation>waiting to be sent</translation>
    </message>
    <message>
        <source>private</source>
        <extracomment>Read out after a contact&apos;s name: this user may not see the record</extracomment>
        <translation>private</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Column of the list: the name of a person or organisation</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Organisation</source>
        <extracomment>Column of the list: where a person works</extracomment>
        <translation>Organization</translation>
    </message>
    <message>
        <source>Job title</source>
        <extracomment>Column of the list</extracomment>
        <translation>Job title</translation>
    </message>
    <message>
        <source>City</source>
        <extracomment>Column of the list: the city of the first address</extracomment>
        <translation>City</translation>
    </message>
    <message>
        <source>Email</source>
        <extracomment>Column of the list: the first email address</extracomment>
        <translation>Email</translation>
    </message>
    <message>
        <source>Phone</source>
        <extracomment>Column of the list: the first phone number</extracomment>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>Column of the list: when the record was last changed in Capsule</extracomment>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Column of the list</extracomment>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Last contacted</source>
        <extracomment>Column of the list: when somebody was last in touch with the record</extracomment>
        <translation>Last contacted</translation>
    </message>
</context>
<context>
    <name>PartyStore</name>
    <message>
        <source>The copy of Capsule&apos;s records on this computer was damaged. It is fetched again from Capsule; your unsent changes are safe.</source>
        <translation>The copy of Capsule&apos;s records on this computer was damaged. It is fetched again from Capsule; your unsent changes are safe.</translation>
    </message>
    <message>
        <source>The history of your changes was damaged and begins anew; the damaged file is kept. Your unsent changes are safe.</source>
        <translation>The history of your changes was damaged and begins anew; the damaged file is kept. Your unsent changes are safe.</translation>
    </message>
    <message>
        <source>A newer Counterpart wrote the history of your changes. Here it begins anew; the other file is kept. Your unsent changes are safe.</source>
        <translation>A newer Counterpart wrote the history of your changes. Here it begins anew; the other file is kept. Your unsent changes are safe.</translation>
    </message>
    <message>
        <source>The copy of Capsule&apos;s records on this computer cannot be read by this version. It was left as it is.</source>
        <translation>The copy of Capsule&apos;s records on this computer cannot be read by this version. It was left as it is.</translation>
    </message>
    <message>
        <source>A newer Counterpart made the copy of Capsule&apos;s records on this computer. That copy was put aside, and the records are fetched again from Capsule; your unsent changes are safe.</source>
        <translation>A newer Counterpart made the copy of Capsule&apos;s records on this computer. That copy was put aside, and the records are fetched again from Capsule; your unsent changes are safe.</translation>
    </message>
</context>
<context>
    <name>PartyWords</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Title</source>
        <extracomment>The title before a person&apos;s name, such as Dr</extracomment>
        <translation>Title</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Last name</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Job title</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organization</translation>
    </message>
    <message>
        <source>About</source>
        <extracomment>The free text about a person or an organisation</extracomment>
        <translation>About</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Custom field</source>
        <translation>Custom field</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Type of email</source>
        <translation>Type of email</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Type of phone</source>
        <translation>Type of phone</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Type of address</source>
        <translation>Type of address</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Street</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>County or state</source>
        <translation>County or state</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postcode</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Kind of website</source>
        <translation>Kind of website</translation>
    </message>
    <message>
        <source>Type of website</source>
        <translation>Type of website</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Feed</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>Mobile</source>
        <extracomment>A type of phone</extracomment>
        <translation>Mobile</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Direct</source>
        <extracomment>A type of phone: one&apos;s own line, past the switchboard</extracomment>
        <translation>Direct</translation>
    </message>
    <message>
        <source>Postal</source>
        <extracomment>A type of address</extracomment>
        <translation>Postal</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Billing</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Shipping</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>Emails</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Addresses</translation>
    </message>
    <message>
        <source>Websites</source>
        <translation>Websites</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 s ago</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 min ago</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 h ago</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Held back</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Waiting to send</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Checking whether it arrived</source>
        <translation>Checking whether it arrived</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>New organisation</source>
        <translation>New organization</translation>
    </message>
    <message>
        <source>Person deleted</source>
        <translation>Person deleted</translation>
    </message>
    <message>
        <source>Organisation deleted</source>
        <translation>Organization deleted</translation>
    </message>
    <message>
        <source>%1 removed: %2</source>
        <extracomment>%1 is a field, %2 the value it had</extracomment>
        <translation>%1 removed: %2</translation>
    </message>
    <message>
        <source>%1 added: %2</source>
        <extracomment>%1 is a field, %2 the value it got</extracomment>
        <translation>%1 added: %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <extracomment>%1 is a field, %2 its value before, %3 its value now</extracomment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>The same was changed in Capsule. Decide in the record what it shall be.</source>
        <translation>The same was changed in Capsule. Decide in the record what it shall be.</translation>
    </message>
    <message>
        <source>It was deleted in Capsule.</source>
        <translation>It was deleted in Capsule.</translation>
    </message>
    <message>
        <source>It was changed in Capsule after you deleted it.</source>
        <translation>It was changed in Capsule after you deleted it.</translation>
    </message>
    <message>
        <source>Capsule has several like it, and one of them may be yours.</source>
        <translation>Capsule has several like it, and one of them may be yours.</translation>
    </message>
    <message>
        <source>It did not arrive after three attempts.</source>
        <translation>It did not arrive after three attempts.</translation>
    </message>
    <message>
        <source>Its organisation has not reached Capsule.</source>
        <translation>Its organization has not reached Capsule.</translation>
    </message>
    <message>
        <source>Capsule did not accept it and did not say why.</source>
        <translation>Capsule did not accept it and did not say why.</translation>
    </message>
    <message>
        <source>Capsule did not accept it: “%1”</source>
        <translation>Capsule did not accept it: “%1”</translation>
    </message>
    <message>
        <source>Next try in %1 s</source>
        <translation>Next try in %1 s</translation>
    </message>
    <message>
        <source>Next try in %1 min</source>
        <translation>Next try in %1 min</translation>
    </message>
    <message>
        <source>Next try in %1 h</source>
        <translation>Next try in %1 h</translation>
    </message>
    <message>
        <source>Capsule has one of this name, which may be yours.</source>
        <translation>Capsule has one of this name, which may be yours.</translation>
    </message>
    <message>
        <source>No type</source>
        <extracomment>A website that is neither for home nor for work</extracomment>
        <translation>No type</translation>
    </message>
    <message>
        <source>Capsule has something similar to what you added, which may be yours.</source>
        <translation>Capsule has something similar to what you added, which may be yours.</translation>
    </message>
    <message>
        <source>Owner and team</source>
        <translation>Owner and team</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>No name yet</source>
        <translation>No name yet</translation>
    </message>
    <message>
        <source>Add person here</source>
        <translation>Add person here</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>People of this organisation</source>
        <translation>People of this organization</translation>
    </message>
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
    <message>
        <source>There is no room left on this disk. Free some space, then start Counterpart again; nothing was changed.</source>
        <translation>There is no room left on this disk. Free some space, then start Counterpart again; nothing was changed.</translation>
    </message>
    <message>
        <source>Counterpart may not write to its folder. Give yourself the right to write there, then start again; nothing was changed.</source>
        <translation>Counterpart may not write to its folder. Give yourself the right to write there, then start again; nothing was changed.</translation>
    </message>
    <message>
        <source>These contacts were last opened by a newer Counterpart. Install that version again; nothing was changed.</source>
        <translation>These contacts were last opened by a newer Counterpart. Install that version again; nothing was changed.</translation>
    </message>
    <message>
        <source>Another Counterpart has these contacts open. Close it, then start again.</source>
        <translation>Another Counterpart has these contacts open. Close it, then start again.</translation>
    </message>
    <message>
        <source>The contacts on this computer could not be opened. The files were left as they are.</source>
        <translation>The contacts on this computer could not be opened. The files were left as they are.</translation>
    </message>
    <message>
        <source>Sign in – Counterpart</source>
        <translation>Sign in – Counterpart</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>Sample data</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Sign out of %1?</source>
        <translation>Sign out of %1?</translation>
    </message>
    <message>
        <source>Counterpart forgets the token. Everything you changed has reached Capsule.</source>
        <translation>Counterpart forgets the token. Everything you changed has reached Capsule.</translation>
    </message>
    <message numerus="yes">
        <source>Counterpart forgets the token. %n change(s) have not reached Capsule yet; they stay on this computer unless you delete them here.</source>
        <translation>
            <numerusform>Counterpart forgets the token. %n change has not reached Capsule yet; it stays on this computer unless you delete it here.</numerusform>
            <numerusform>Counterpart forgets the token. %n changes have not reached Capsule yet; they stay on this computer unless you delete them here.</numerusform>
        </translation>
    </message>
    <message>
        <source>Also delete the contacts kept on this computer</source>
        <translation>Also delete the contacts kept on this computer</translation>
    </message>
    <message>
        <source>Sign Out</source>
        <translation>Sign Out</translation>
    </message>
    <message>
        <source>The keychain did not let Counterpart remove the token. Remove it in your keychain program, or revoke it in Capsule under My Preferences › API Authentication Tokens.</source>
        <translation>The keychain did not let Counterpart remove the token. Remove it in your keychain program, or revoke it in Capsule under My Preferences › API Authentication Tokens.</translation>
    </message>
    <message>
        <source>The contacts on this computer could not be deleted. Their folder is %1.</source>
        <translation>The contacts on this computer could not be deleted. Their folder is %1.</translation>
    </message>
    <message>
        <source>Counterpart</source>
        <translation>Counterpart</translation>
    </message>
    <message>
        <source>The folder %1 is on another computer. Contacts kept there could be damaged when the network fails, so nothing was opened or changed. Start Counterpart with --profile and a folder on this computer.</source>
        <translation>The folder %1 is on another computer. Contacts kept there could be damaged when the network fails, so nothing was opened or changed. Start Counterpart with --profile and a folder on this computer.</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Default keyring</source>
        <translation>Default keyring</translation>
    </message>
</context>
<context>
    <name>RecordExport</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organization</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Capsule id</source>
        <translation>Capsule id</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Last name</translation>
    </message>
    <message>
        <source>Name of organisation</source>
        <translation>Name of organization</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Job title</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>Emails</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Addresses</translation>
    </message>
    <message>
        <source>Websites</source>
        <translation>Websites</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Custom fields</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Last contacted</source>
        <translation>Last contacted</translation>
    </message>
    <message>
        <source>Leaves out everything but the columns of the list, and what is typed and not saved.</source>
        <translation>Leaves out everything but the columns of the list, and what is typed and not saved.</translation>
    </message>
    <message>
        <source>Leaves out notes, tasks, opportunities, projects and pictures, and what is typed and not saved.</source>
        <translation>Leaves out notes, tasks, opportunities, projects and pictures, and what is typed and not saved.</translation>
    </message>
    <message>
        <source>Leaves out custom fields, owner and team, notes, tasks, opportunities, projects and pictures, and what is typed and not saved.</source>
        <translation>Leaves out custom fields, owner and team, notes, tasks, opportunities, projects and pictures, and what is typed and not saved.</translation>
    </message>
</context>
<context>
    <name>RecordMessage</name>
    <message>
        <source>There is no room left on this disk. Your text stays here; free some space, then save again.</source>
        <translation>There is no room left on this disk. Your text stays here; free some space, then save again.</translation>
    </message>
    <message>
        <source>Counterpart may not write to its folder. Your text stays here; allow writing, then save again.</source>
        <translation>Counterpart may not write to its folder. Your text stays here; allow writing, then save again.</translation>
    </message>
    <message>
        <source>The disk did not take it. Your text stays here; copy what matters, then save again.</source>
        <translation>The disk did not take it. Your text stays here; copy what matters, then save again.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Capsule said: “%1”</source>
        <translation>Capsule said: “%1”</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Not saved on this computer</source>
        <translation>Not saved on this computer</translation>
    </message>
    <message>
        <source>Capsule did not accept this person</source>
        <translation>Capsule did not accept this person</translation>
    </message>
    <message>
        <source>Capsule did not accept this organisation</source>
        <translation>Capsule did not accept this organization</translation>
    </message>
    <message>
        <source>Checking whether it arrived</source>
        <translation>Checking whether it arrived</translation>
    </message>
    <message>
        <source>Capsule&apos;s answer got lost on the way. What you saved is safe on this computer and is not sent twice.</source>
        <translation>Capsule&apos;s answer got lost on the way. What you saved is safe on this computer and is not sent twice.</translation>
    </message>
    <message>
        <source>What you saved is safe on this computer. Correct the field that is marked and try again, or discard the change.</source>
        <translation>What you saved is safe on this computer. Correct the field that is marked and try again, or discard the change.</translation>
    </message>
    <message>
        <source>This person was deleted in Capsule</source>
        <translation>This person was deleted in Capsule</translation>
    </message>
    <message>
        <source>This organisation was deleted in Capsule</source>
        <translation>This organization was deleted in Capsule</translation>
    </message>
    <message>
        <source>Your change is safe on this computer. Try again to create the record anew, or discard the change.</source>
        <translation>Your change is safe on this computer. Try again to create the record anew, or discard the change.</translation>
    </message>
    <message>
        <source>Changed in Capsule after you deleted it</source>
        <translation>Changed in Capsule after you deleted it</translation>
    </message>
    <message>
        <source>It was not deleted. Look at it, then try again to delete it, or discard the deletion.</source>
        <translation>It was not deleted. Look at it, then try again to delete it, or discard the deletion.</translation>
    </message>
    <message>
        <source>Capsule has several like this one</source>
        <translation>Capsule has several like this one</translation>
    </message>
    <message>
        <source>One of them may be yours, so it was not sent again. Look in Capsule: discard yours if it is there, else try again.</source>
        <translation>One of them may be yours, so it was not sent again. Look in Capsule: discard yours if it is there, else try again.</translation>
    </message>
    <message>
        <source>It did not arrive after three attempts</source>
        <translation>It did not arrive after three attempts</translation>
    </message>
    <message>
        <source>What you saved is safe on this computer. Try again when Capsule answers, or discard it.</source>
        <translation>What you saved is safe on this computer. Try again when Capsule answers, or discard it.</translation>
    </message>
    <message>
        <source>The organisation has not reached Capsule</source>
        <translation>The organization has not reached Capsule</translation>
    </message>
    <message>
        <source>This waits for its organisation. Look after the organisation first, or choose another one and try again.</source>
        <translation>This waits for its organization. Look after the organization first, or choose another one and try again.</translation>
    </message>
    <message>
        <source>Capsule did not decide this one</source>
        <translation>Capsule did not decide this one</translation>
    </message>
    <message>
        <source>What you saved is safe on this computer. Try again, or discard it.</source>
        <translation>What you saved is safe on this computer. Try again, or discard it.</translation>
    </message>
    <message>
        <source>This person will be deleted</source>
        <translation>This person will be deleted</translation>
    </message>
    <message>
        <source>This organisation will be deleted</source>
        <translation>This organization will be deleted</translation>
    </message>
    <message>
        <source>Capsule cannot give it back once the deletion is sent.</source>
        <translation>Capsule cannot give it back once the deletion is sent.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Also changed in Capsule</source>
        <translation>Also changed in Capsule</translation>
    </message>
    <message>
        <source>Someone changed the same while your change waited. Nothing was overwritten; choose what it shall be.</source>
        <translation>Someone changed the same while your change waited. Nothing was overwritten; choose what it shall be.</translation>
    </message>
    <message>
        <source>Save my choice</source>
        <translation>Save my choice</translation>
    </message>
    <message>
        <source>Mine: %1</source>
        <translation>Mine: %1</translation>
    </message>
    <message>
        <source>Theirs: %1</source>
        <translation>Theirs: %1</translation>
    </message>
    <message>
        <source>Original: %1</source>
        <translation>Original: %1</translation>
    </message>
    <message>
        <source>Capsule has one of this name</source>
        <translation>Capsule has one of this name</translation>
    </message>
    <message>
        <source>It may be yours, changed by someone since, so it was not sent again. Look in Capsule: discard yours if it is there, else try again.</source>
        <translation>It may be yours, changed by someone since, so it was not sent again. Look in Capsule: discard yours if it is there, else try again.</translation>
    </message>
    <message>
        <source>Capsule already has an organisation of this name</source>
        <translation>Capsule already has an organization of this name</translation>
    </message>
    <message>
        <source>What you saved is safe on this computer. Use the one that is there, with the people you have put into yours; or give yours another name and try again.</source>
        <translation>What you saved is safe on this computer. Use the one that is there, with the people you have put into yours; or give yours another name and try again.</translation>
    </message>
    <message>
        <source>What you saved is safe on this computer. Give this one another name and try again, or discard the change.</source>
        <translation>What you saved is safe on this computer. Give this one another name and try again, or discard the change.</translation>
    </message>
    <message>
        <source>What you saved is safe on this computer. The other one has not been loaded yet: check for what is new, or give yours another name and try again.</source>
        <translation>What you saved is safe on this computer. The other one has not been loaded yet: check for what is new, or give yours another name and try again.</translation>
    </message>
    <message>
        <source>Use “%1”</source>
        <translation>Use “%1”</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Open it</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Check now</translation>
    </message>
    <message>
        <source>Capsule has something similar to what you added</source>
        <translation>Capsule has something similar to what you added</translation>
    </message>
    <message>
        <source>It may be yours, changed by someone since, so it was not sent again. Discard your change if it is there already, else try again.</source>
        <translation>It may be yours, changed by someone since, so it was not sent again. Discard your change if it is there already, else try again.</translation>
    </message>
</context>
<context>
    <name>RecordTabs</name>
    <message>
        <source>Parts of the record</source>
        <translation>Parts of the record</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Deals</source>
        <extracomment>A tab with the opportunities and projects of a record</extracomment>
        <translation>Deals</translation>
    </message>
</context>
<context>
    <name>RecordUndo</name>
    <message>
        <source>a person without a name</source>
        <translation>a person without a name</translation>
    </message>
    <message>
        <source>an organisation without a name</source>
        <translation>an organization without a name</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>Saved %1.</translation>
    </message>
    <message>
        <source>%1 is no longer in Capsule, so the change could not be undone.</source>
        <translation>%1 is no longer in Capsule, so the change could not be undone.</translation>
    </message>
    <message numerus="yes">
        <source>Undone, except for %Ln value(s) that changed again since.</source>
        <translation>
            <numerusform>Undone, except for %Ln value that changed again since.</numerusform>
            <numerusform>Undone, except for %Ln values that changed again since.</numerusform>
        </translation>
    </message>
    <message>
        <source>Discarded changes to %1.</source>
        <translation>Discarded changes to %1.</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>Deleted %1.</translation>
    </message>
    <message>
        <source>It is too late: Capsule was already told to delete %1.</source>
        <translation>It is too late: Capsule was already told to delete %1.</translation>
    </message>
    <message>
        <source>These changed again since and were left alone: %1.</source>
        <extracomment>%1 is a list of fields</extracomment>
        <translation>These changed again since and were left alone: %1.</translation>
    </message>
    <message>
        <source>Nothing is left of this change.</source>
        <translation>Nothing is left of this change.</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Request</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Review changes</source>
        <translation>Review changes</translation>
    </message>
    <message>
        <source>Back to the record</source>
        <translation>Back to the record</translation>
    </message>
    <message>
        <source>Shows or hides what is sent</source>
        <translation>Shows or hides what is sent</translation>
    </message>
    <message>
        <source>The bytes that are sent</source>
        <translation>The bytes that are sent</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Copy the bytes that are sent</source>
        <translation>Copy the bytes that are sent</translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Nothing to send</translation>
    </message>
    <message>
        <source>The organisation is not in Capsule yet. It is sent first, and its id is filled in here when it is known.</source>
        <translation>The organization is not in Capsule yet. It is sent first, and its id is filled in here when it is known.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Will be</source>
        <translation>Will be</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>What was changed</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>What is sent</translation>
    </message>
    <message>
        <source>Became</source>
        <translation>Became</translation>
    </message>
</context>
<context>
    <name>RowsEditor</name>
    <message>
        <source>Email address</source>
        <translation>Email address</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Street</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>County or state</source>
        <translation>County or state</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postcode</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Web address</translation>
    </message>
    <message>
        <source>Remove email</source>
        <translation>Remove email</translation>
    </message>
    <message>
        <source>Remove phone</source>
        <translation>Remove phone</translation>
    </message>
    <message>
        <source>Remove address</source>
        <translation>Remove address</translation>
    </message>
    <message>
        <source>Remove website</source>
        <translation>Remove website</translation>
    </message>
    <message>
        <source>An email needs its address. Type one, or remove the row.</source>
        <translation>An email needs its address. Type one, or remove the row.</translation>
    </message>
    <message>
        <source>A phone needs its number. Type one, or remove the row.</source>
        <translation>A phone needs its number. Type one, or remove the row.</translation>
    </message>
    <message>
        <source>This address is empty. Fill it in, or remove the row.</source>
        <translation>This address is empty. Fill it in, or remove the row.</translation>
    </message>
    <message>
        <source>A website needs its address. Type one, or remove the row.</source>
        <translation>A website needs its address. Type one, or remove the row.</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>Write to %1</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Call %1</translation>
    </message>
    <message>
        <source>Show on a map at %1</source>
        <translation>Show on a map at %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Open %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>Capsule does not know this country. Choose one from the list.</source>
        <translation>Capsule does not know this country. Choose one from the list.</translation>
    </message>
    <message>
        <source>Home or work</source>
        <translation>Home or work</translation>
    </message>
    <message>
        <source>type</source>
        <extracomment>Of an email, a phone or an address; read out as &quot;Email 1: type&quot;</extracomment>
        <translation>type</translation>
    </message>
    <message>
        <source>service</source>
        <extracomment>Of a website, such as LinkedIn; read out as &quot;Website 1: service&quot;</extracomment>
        <translation>service</translation>
    </message>
    <message>
        <source>Write as %1</source>
        <extracomment>%1 is a phone number such as +44 20 7946 0000</extracomment>
        <translation>Write as %1</translation>
    </message>
    <message>
        <source>This looks too short for a phone number.</source>
        <translation>This looks too short for a phone number.</translation>
    </message>
    <message>
        <source>This looks too long for a phone number.</source>
        <translation>This looks too long for a phone number.</translation>
    </message>
</context>
<context>
    <name>SafeDocument</name>
    <message>
        <source>[Picture]</source>
        <extracomment>In place of a picture, which is never loaded</extracomment>
        <translation>[Picture]</translation>
    </message>
</context>
<context>
    <name>SaveBar</name>
    <message>
        <source>Review…</source>
        <translation>Review…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Not saved yet</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Search people and organisations… (%1)</source>
        <translation>Search people and organizations… (%1)</translation>
    </message>
    <message>
        <source>Search people, organisations and commands</source>
        <translation>Search people, organizations and commands</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Clear the search</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Commands and their keys</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Lists</source>
        <translation>Lists</translation>
    </message>
</context>
<context>
    <name>SidebarEntry</name>
    <message>
        <source>%1, %2</source>
        <extracomment>For a screen reader: the name of a page and how many tasks it holds</extracomment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>SidebarModel</name>
    <message>
        <source>%1, %2</source>
        <extracomment>For a screen reader: the name of a list and how many records it holds.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Everyone</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organizations</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>Needs your decision</source>
        <translation>Needs your decision</translation>
    </message>
    <message>
        <source>Mine</source>
        <extracomment>A list: the records that belong to the person who is signed in</extracomment>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Recently added</translation>
    </message>
    <message>
        <source>Recently changed</source>
        <translation>Recently changed</translation>
    </message>
    <message>
        <source>Not contacted for 30 days</source>
        <translation>Not contacted for 30 days</translation>
    </message>
    <message>
        <source>Not contacted for 90 days</source>
        <translation>Not contacted for 90 days</translation>
    </message>
    <message>
        <source>Missing important fields</source>
        <translation>Missing important fields</translation>
    </message>
    <message>
        <source>Lists (this PC)</source>
        <translation>Lists (this PC)</translation>
    </message>
    <message>
        <source>Lists (Capsule)</source>
        <translation>Lists (Capsule)</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in to Counterpart</source>
        <translation>Sign in to Counterpart</translation>
    </message>
    <message>
        <source>Your company’s Capsule contacts, at your fingertips. Look up and change people and organisations at once, online or off; Counterpart sends exactly what you changed.</source>
        <translation>Your company’s Capsule contacts, at your fingertips. Look up and change people and organizations at once, online or off; Counterpart sends exactly what you changed.</translation>
    </message>
    <message>
        <source>Personal access token</source>
        <translation>Personal access token</translation>
    </message>
    <message>
        <source>Paste your token here</source>
        <translation>Paste your token here</translation>
    </message>
    <message>
        <source>In Capsule, open My Preferences › API Authentication Tokens and make a token with the right to read and write.</source>
        <translation>In Capsule, open My Preferences › API Authentication Tokens and make a token with the right to read and write.</translation>
    </message>
    <message>
        <source>Sign In</source>
        <translation>Sign In</translation>
    </message>
    <message>
        <source>Unlock Keychain…</source>
        <translation>Unlock Keychain…</translation>
    </message>
    <message>
        <source>Use Another Token</source>
        <translation>Use Another Token</translation>
    </message>
    <message>
        <source>Open Capsule</source>
        <translation>Open Capsule</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>Capsule no longer accepts the token of %1. Your contacts and everything you typed are safe on this computer; they are sent once there is a new token.</source>
        <translation>Capsule no longer accepts the token of %1. Your contacts and everything you typed are safe on this computer; they are sent once there is a new token.</translation>
    </message>
    <message>
        <source>Opens capsulecrm.com in your browser</source>
        <translation>Opens capsulecrm.com in your browser</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>Show the token</translation>
    </message>
    <message>
        <source>Hide the token</source>
        <translation>Hide the token</translation>
    </message>
    <message>
        <source>Checking the token with Capsule…</source>
        <translation>Checking the token with Capsule…</translation>
    </message>
    <message>
        <source>This token belongs to %1, but the contacts on this computer belong to %2. Use a token of %2, or sign out first.</source>
        <translation>This token belongs to %1, but the contacts on this computer belong to %2. Use a token of %2, or sign out first.</translation>
    </message>
    <message>
        <source>Capsule does not know this token. It may be mistyped, expired or revoked. Copy it again, or make a new one in Capsule.</source>
        <translation>Capsule does not know this token. It may be mistyped, expired or revoked. Copy it again, or make a new one in Capsule.</translation>
    </message>
    <message>
        <source>This token may not look at your account. Make one in Capsule that has the right to read and write.</source>
        <translation>This token may not look at your account. Make one in Capsule that has the right to read and write.</translation>
    </message>
    <message>
        <source>Capsule cannot be reached right now. Check your connection, then try again; the token was not stored.</source>
        <translation>Capsule cannot be reached right now. Check your connection, then try again; the token was not stored.</translation>
    </message>
    <message>
        <source>Something other than Capsule answered. Your network may want you to sign in first: open a web page, then try again.</source>
        <translation>Something other than Capsule answered. Your network may want you to sign in first: open a web page, then try again.</translation>
    </message>
    <message>
        <source>The hourly allowance of this Capsule user is used up. Try again later; nothing is wrong with the token.</source>
        <translation>The hourly allowance of this Capsule user is used up. Try again later; nothing is wrong with the token.</translation>
    </message>
    <message>
        <source>Capsule gave an answer that Counterpart does not understand. The token was not stored; try again later.</source>
        <translation>Capsule gave an answer that Counterpart does not understand. The token was not stored; try again later.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Use Until I Quit</source>
        <translation>Use Until I Quit</translation>
    </message>
    <message>
        <source>The token will be kept in this computer’s keychain and nowhere else.</source>
        <translation>The token will be kept in this computer’s keychain and nowhere else.</translation>
    </message>
    <message>
        <source>This computer’s keychain is locked. Unlock it to keep the token there, or use the token until you quit.</source>
        <translation>This computer’s keychain is locked. Unlock it to keep the token there, or use the token until you quit.</translation>
    </message>
    <message>
        <source>This computer has no keychain yet, so the token will be kept in memory until you quit and asked for again at the next start.</source>
        <translation>This computer has no keychain yet, so the token will be kept in memory until you quit and asked for again at the next start.</translation>
    </message>
    <message>
        <source>This computer has no keychain, so the token will be kept in memory until you quit and asked for again at the next start.</source>
        <translation>This computer has no keychain, so the token will be kept in memory until you quit and asked for again at the next start.</translation>
    </message>
    <message>
        <source>Waiting for the keychain to be unlocked…</source>
        <translation>Waiting for the keychain to be unlocked…</translation>
    </message>
    <message>
        <source>Putting the token into the keychain…</source>
        <translation>Putting the token into the keychain…</translation>
    </message>
    <message>
        <source>The keychain did not take the token, so it was not stored anywhere. You can use it until you quit.</source>
        <translation>The keychain did not take the token, so it was not stored anywhere. You can use it until you quit.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>%1 of %2 requests left this hour</source>
        <translation>%1 of %2 requests left this hour</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Not checked yet</translation>
    </message>
    <message>
        <source>Checked at %1</source>
        <translation>Checked at %1</translation>
    </message>
    <message>
        <source>Checked %1</source>
        <translation>Checked %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people and organisations</source>
        <translation>
            <numerusform>%Ln person or organization</numerusform>
            <numerusform>%Ln people and organizations</numerusform>
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
    <message>
        <source>Private mode: drafts are not kept on disk</source>
        <translation>Private mode: drafts are not kept on disk</translation>
    </message>
    <message>
        <source>What you type and do not save is gone once Counterpart closes; it asks before. What you save still waits on this computer’s disk until it is sent.</source>
        <translation>What you type and do not save is gone once Counterpart closes; it asks before. What you save still waits on this computer’s disk until it is sent.</translation>
    </message>
    <message>
        <source>Saved changes still wait on this computer’s disk until they are sent.</source>
        <translation>Saved changes still wait on this computer’s disk until they are sent.</translation>
    </message>
</context>
<context>
    <name>SyncChip</name>
    <message>
        <source>Loading…</source>
        <translation>Loading…</translation>
    </message>
    <message>
        <source>Loading %1 of %2…</source>
        <translation>Loading %1 of %2…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Up to date</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>Syncing…</translation>
    </message>
    <message numerus="yes">
        <source>Offline · %Ln waiting</source>
        <translation>
            <numerusform>Offline · %Ln waiting</numerusform>
            <numerusform>Offline · %Ln waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Paused: network asks to sign in</source>
        <translation>Paused: network asks to sign in</translation>
    </message>
    <message>
        <source>Paused: sign in again</source>
        <translation>Paused: sign in again</translation>
    </message>
    <message>
        <source>Slowed down by Capsule</source>
        <translation>Slowed down by Capsule</translation>
    </message>
    <message>
        <source>Slowed down by Capsule, resumes %1</source>
        <translation>Slowed down by Capsule, resumes %1</translation>
    </message>
    <message>
        <source>Paused: disk trouble</source>
        <translation>Paused: disk trouble</translation>
    </message>
    <message>
        <source>Show what waits to be sent</source>
        <translation>Show what waits to be sent</translation>
    </message>
    <message>
        <source>The exchange with Capsule. Shows what waits to be sent.</source>
        <translation>The exchange with Capsule. Shows what waits to be sent.</translation>
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
    <name>TagField</name>
    <message>
        <source>Create tag “%1”, although there is “%2”</source>
        <translation>Create tag “%1”, although there is “%2”</translation>
    </message>
    <message>
        <source>Create tag “%1”</source>
        <translation>Create tag “%1”</translation>
    </message>
</context>
<context>
    <name>TagsEditor</name>
    <message>
        <source>Added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Goes away when you save.</source>
        <translation>Goes away when you save.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Add a tag</translation>
    </message>
    <message>
        <source>Added: %1.</source>
        <extracomment>%1 is one or several tags</extracomment>
        <translation>Added: %1.</translation>
    </message>
    <message>
        <source>Goes away when you save: %1.</source>
        <extracomment>%1 is one or several tags</extracomment>
        <translation>Goes away when you save: %1.</translation>
    </message>
    <message>
        <source>Without “%1” its fields are hidden: %2.</source>
        <translation>Without “%1” its fields are hidden: %2.</translation>
    </message>
    <message>
        <source>Keep the tag %1</source>
        <translation>Keep the tag %1</translation>
    </message>
    <message>
        <source>Remove the tag %1</source>
        <translation>Remove the tag %1</translation>
    </message>
    <message>
        <source>Choose a tag from the list, or create it there.</source>
        <translation>Choose a tag from the list, or create it there.</translation>
    </message>
</context>
<context>
    <name>TaskForm</name>
    <message>
        <source>At</source>
        <translation>At</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Review…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Back to the tasks; what you wrote is kept as a draft</source>
        <translation>Back to the tasks; what you wrote is kept as a draft</translation>
    </message>
    <message>
        <source>Back to the tasks</source>
        <translation>Back to the tasks</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>What is to be done?</source>
        <translation>What is to be done?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Add what helps to do it</source>
        <translation>Add what helps to do it</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>Due at a time of day</source>
        <translation>Due at a time of day</translation>
    </message>
    <message>
        <source>Due at</source>
        <translation>Due at</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Repeats</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>New task</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Never</translation>
    </message>
</context>
<context>
    <name>TaskModel</name>
    <message>
        <source>Overdue</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>For %1</source>
        <extracomment>%1 is the colleague who has a task to do</extracomment>
        <translation>For %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>For a screen reader: a heading and how many tasks stand under it</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>overdue</translation>
    </message>
</context>
<context>
    <name>TaskPage</name>
    <message>
        <source>My tasks</source>
        <translation>My tasks</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>Add task</translation>
    </message>
    <message>
        <source>Discarded the changes to the task.</source>
        <translation>Discarded the changes to the task.</translation>
    </message>
    <message>
        <source>Saved the task.</source>
        <translation>Saved the task.</translation>
    </message>
    <message>
        <source>It is too late: the task is on its way. Change or delete it instead.</source>
        <translation>It is too late: the task is on its way. Change or delete it instead.</translation>
    </message>
    <message>
        <source>Completed “%1”.</source>
        <translation>Completed “%1”.</translation>
    </message>
    <message>
        <source>Opened “%1” again.</source>
        <translation>Opened “%1” again.</translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>Deleted “%1”.</translation>
    </message>
    <message>
        <source>It is too late: Capsule was already told to delete the task.</source>
        <translation>It is too late: Capsule was already told to delete the task.</translation>
    </message>
    <message>
        <source>Nothing is on this computer yet</source>
        <translation>Nothing is on this computer yet</translation>
    </message>
    <message>
        <source>Tasks are read as soon as Capsule can be reached. New ones can be written already.</source>
        <translation>Tasks are read as soon as Capsule can be reached. New ones can be written already.</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Try Again</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>Your open tasks are listed here, with what is overdue first.</source>
        <translation>Your open tasks are listed here, with what is overdue first.</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>No tasks</translation>
    </message>
    <message>
        <source>What is to be done about this record is listed here.</source>
        <translation>What is to be done about this record is listed here.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Why is this here?</source>
        <translation>Why is this here?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>Why is %1 in “%2”?</source>
        <extracomment>%1 is a person or an organisation, %2 a list</extracomment>
        <translation>Why is %1 in “%2”?</translation>
    </message>
    <message>
        <source>Why is %1 not in “%2”?</source>
        <translation>Why is %1 not in “%2”?</translation>
    </message>
    <message>
        <source>Everything that is asked for holds.</source>
        <translation>Everything that is asked for holds.</translation>
    </message>
    <message>
        <source>Not everything that is asked for holds: the record leaves the list.</source>
        <translation>Not everything that is asked for holds: the record leaves the list.</translation>
    </message>
    <message>
        <source>Holds: %1</source>
        <extracomment>Read aloud: %1 is a condition of a list</extracomment>
        <translation>Holds: %1</translation>
    </message>
    <message>
        <source>Does not hold: %1</source>
        <translation>Does not hold: %1</translation>
    </message>
</context>
<context>
    <name>WhyWords</name>
    <message>
        <source>All of these hold</source>
        <translation>All of these hold</translation>
    </message>
    <message>
        <source>Any of these holds</source>
        <translation>Any of these holds</translation>
    </message>
    <message>
        <source>Does not hold “%1”</source>
        <translation>Does not hold “%1”</translation>
    </message>
    <message>
        <source>Holds “%1”</source>
        <translation>Holds “%1”</translation>
    </message>
    <message>
        <source>Has no tag “%1”</source>
        <translation>Has no tag “%1”</translation>
    </message>
    <message>
        <source>Has the tag “%1”</source>
        <translation>Has the tag “%1”</translation>
    </message>
    <message>
        <source>Has no tag that begins with “%1”</source>
        <translation>Has no tag that begins with “%1”</translation>
    </message>
    <message>
        <source>Has a tag that begins with “%1”</source>
        <translation>Has a tag that begins with “%1”</translation>
    </message>
    <message>
        <source>Is not in the city “%1”</source>
        <translation>Is not in the city “%1”</translation>
    </message>
    <message>
        <source>Is in the city “%1”</source>
        <translation>Is in the city “%1”</translation>
    </message>
    <message>
        <source>Has no city that begins with “%1”</source>
        <translation>Has no city that begins with “%1”</translation>
    </message>
    <message>
        <source>Has a city that begins with “%1”</source>
        <translation>Has a city that begins with “%1”</translation>
    </message>
    <message>
        <source>Has no email address with “%1”</source>
        <translation>Has no email address with “%1”</translation>
    </message>
    <message>
        <source>Has an email address with “%1”</source>
        <translation>Has an email address with “%1”</translation>
    </message>
    <message>
        <source>Has no phone number with “%1”</source>
        <translation>Has no phone number with “%1”</translation>
    </message>
    <message>
        <source>Has a phone number with “%1”</source>
        <translation>Has a phone number with “%1”</translation>
    </message>
    <message>
        <source>Is not a person</source>
        <translation>Is not a person</translation>
    </message>
    <message>
        <source>Is a person</source>
        <translation>Is a person</translation>
    </message>
    <message>
        <source>Is not an organisation</source>
        <translation>Is not an organization</translation>
    </message>
    <message>
        <source>Is an organisation</source>
        <translation>Is an organization</translation>
    </message>
    <message>
        <source>Has an email address</source>
        <translation>Has an email address</translation>
    </message>
    <message>
        <source>Has no email address</source>
        <translation>Has no email address</translation>
    </message>
    <message>
        <source>Has a phone number</source>
        <translation>Has a phone number</translation>
    </message>
    <message>
        <source>Has no phone number</source>
        <translation>Has no phone number</translation>
    </message>
    <message>
        <source>Has a city</source>
        <translation>Has a city</translation>
    </message>
    <message>
        <source>Has no city</source>
        <translation>Has no city</translation>
    </message>
    <message>
        <source>Has a tag</source>
        <translation>Has a tag</translation>
    </message>
    <message>
        <source>Has no tag</source>
        <translation>Has no tag</translation>
    </message>
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
    <message>
        <source>This record: nothing</source>
        <translation>This record: nothing</translation>
    </message>
    <message>
        <source>This record: %1</source>
        <translation>This record: %1</translation>
    </message>
    <message>
        <source>This record: a person</source>
        <translation>This record: a person</translation>
    </message>
    <message>
        <source>This record: an organisation</source>
        <translation>This record: an organization</translation>
    </message>
    <message>
        <source>This record: not found</source>
        <translation>This record: not found</translation>
    </message>
    <message>
        <source>This record: name %1</source>
        <translation>This record: name %1</translation>
    </message>
    <message>
        <source>This record: organisation %1</source>
        <translation>This record: organization %1</translation>
    </message>
    <message>
        <source>This record: job title %1</source>
        <translation>This record: job title %1</translation>
    </message>
    <message>
        <source>This record: no email address</source>
        <translation>This record: no email address</translation>
    </message>
    <message>
        <source>This record: email address %1</source>
        <translation>This record: email address %1</translation>
    </message>
    <message>
        <source>This record: no phone number</source>
        <translation>This record: no phone number</translation>
    </message>
    <message>
        <source>This record: phone number %1</source>
        <translation>This record: phone number %1</translation>
    </message>
    <message>
        <source>This record: no city</source>
        <translation>This record: no city</translation>
    </message>
    <message>
        <source>This record: city %1</source>
        <translation>This record: city %1</translation>
    </message>
    <message>
        <source>This record: no tag</source>
        <translation>This record: no tag</translation>
    </message>
    <message>
        <source>This record: tag %1</source>
        <translation>This record: tag %1</translation>
    </message>
    <message>
        <source>This condition cannot be read here, so that it holds for nobody.</source>
        <translation>This condition cannot be read here, so that it holds for nobody.</translation>
    </message>
    <message>
        <source>This list holds every person and every organisation.</source>
        <translation>This list holds every person and every organization.</translation>
    </message>
    <message>
        <source>This list holds every person.</source>
        <translation>This list holds every person.</translation>
    </message>
    <message>
        <source>This list holds every organisation.</source>
        <translation>This list holds every organization.</translation>
    </message>
    <message>
        <source>This list has one condition.</source>
        <translation>This list has one condition.</translation>
    </message>
    <message>
        <source>All conditions of this list have to hold.</source>
        <translation>All conditions of this list have to hold.</translation>
    </message>
    <message>
        <source>One condition of this list has to hold.</source>
        <translation>One condition of this list has to hold.</translation>
    </message>
    <message>
        <source>The list is narrowed: all of what is searched has to be found.</source>
        <translation>The list is narrowed: all of what is searched has to be found.</translation>
    </message>
    <message>
        <source>Does not belong to you</source>
        <translation>Does not belong to you</translation>
    </message>
    <message>
        <source>Belongs to you</source>
        <translation>Belongs to you</translation>
    </message>
    <message>
        <source>Has an owner</source>
        <translation>Has an owner</translation>
    </message>
    <message>
        <source>Has no owner</source>
        <translation>Has no owner</translation>
    </message>
    <message>
        <source>Does not belong to “%1”</source>
        <translation>Does not belong to “%1”</translation>
    </message>
    <message>
        <source>Belongs to “%1”</source>
        <translation>Belongs to “%1”</translation>
    </message>
    <message>
        <source>Has no owner whose name begins with “%1”</source>
        <translation>Has no owner whose name begins with “%1”</translation>
    </message>
    <message>
        <source>Has an owner whose name begins with “%1”</source>
        <translation>Has an owner whose name begins with “%1”</translation>
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
    <message>
        <source>This record: no owner</source>
        <translation>This record: no owner</translation>
    </message>
    <message>
        <source>This record: owner %1</source>
        <translation>This record: owner %1</translation>
    </message>
    <message>
        <source>Name: %1</source>
        <translation>Name: %1</translation>
    </message>
    <message>
        <source>Organisation: %1</source>
        <translation>Organization: %1</translation>
    </message>
    <message>
        <source>Job title: %1</source>
        <translation>Job title: %1</translation>
    </message>
    <message>
        <source>Email: %1</source>
        <translation>Email: %1</translation>
    </message>
    <message>
        <source>Phone: %1</source>
        <translation>Phone: %1</translation>
    </message>
    <message>
        <source>City: %1</source>
        <translation>City: %1</translation>
    </message>
    <message>
        <source>Tag: %1</source>
        <translation>Tag: %1</translation>
    </message>
</context>
<context>
    <name>WorkBar</name>
    <message>
        <source>Review…</source>
        <translation>Review…</translation>
    </message>
    <message>
        <source>The same was changed in Capsule. Your words are safe: keep yours, or take what Capsule has.</source>
        <translation>The same was changed in Capsule. Your words are safe: keep yours, or take what Capsule has.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>Hold back</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Keep mine</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Take theirs</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
</context>
</TS>
