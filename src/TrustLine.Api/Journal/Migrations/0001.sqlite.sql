-- The first schema. SQLite; the same names and types go to other databases in files of their own.
CREATE TABLE "channel_states" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_channel_states" PRIMARY KEY,
    "Card" BLOB NOT NULL
);


CREATE TABLE "code_links" (
    "LinkHash" BLOB NOT NULL CONSTRAINT "PK_code_links" PRIMARY KEY,
    "Sealed" BLOB NOT NULL,
    "Until" TEXT NOT NULL
);


CREATE TABLE "deliveries" (
    "Fingerprint" BLOB NOT NULL CONSTRAINT "PK_deliveries" PRIMARY KEY,
    "ReportId" TEXT NOT NULL,
    "Period" INTEGER NOT NULL
);


CREATE TABLE "entries" (
    "Position" INTEGER NOT NULL CONSTRAINT "PK_entries" PRIMARY KEY,
    "Subject" TEXT NOT NULL,
    "Scope" INTEGER NOT NULL,
    "Card" BLOB NOT NULL,
    "Words" BLOB NULL,
    "WordsHash" BLOB NULL,
    "StateHash" BLOB NOT NULL,
    "SealsRoot" BLOB NOT NULL,
    "Blinder" BLOB NOT NULL,
    "Leaf" BLOB NOT NULL
);


CREATE TABLE "group_statements" (
    "Group" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Bytes" BLOB NOT NULL,
    CONSTRAINT "PK_group_statements" PRIMARY KEY ("Group", "Ordinal")
);


CREATE TABLE "heads" (
    "Size" INTEGER NOT NULL CONSTRAINT "PK_heads" PRIMARY KEY,
    "Root" BLOB NOT NULL,
    "Frontier" BLOB NOT NULL,
    "Signature" BLOB NOT NULL
);


CREATE TABLE "invitations" (
    "TokenHash" BLOB NOT NULL CONSTRAINT "PK_invitations" PRIMARY KEY,
    "Card" BLOB NOT NULL
);


CREATE TABLE "member_seals" (
    "Group" INTEGER NOT NULL,
    "Generation" INTEGER NOT NULL,
    "Holder" TEXT NOT NULL,
    "Bytes" BLOB NOT NULL,
    CONSTRAINT "PK_member_seals" PRIMARY KEY ("Group", "Generation", "Holder")
);


CREATE TABLE "number_series" (
    "Year" INTEGER NOT NULL,
    "Series" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    CONSTRAINT "PK_number_series" PRIMARY KEY ("Year", "Series")
);


CREATE TABLE "outbox" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_outbox" PRIMARY KEY,
    "Errand" BLOB NOT NULL,
    "DueAt" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL
);


CREATE TABLE "own_filters" (
    "StaffId" TEXT NOT NULL CONSTRAINT "PK_own_filters" PRIMARY KEY,
    "Bytes" BLOB NOT NULL
);


CREATE TABLE "provisions" (
    "Subject" TEXT NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Card" BLOB NOT NULL,
    CONSTRAINT "PK_provisions" PRIMARY KEY ("Subject", "Ordinal")
);


CREATE TABLE "reports" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_reports" PRIMARY KEY,
    "Number" TEXT NOT NULL,
    "Series" INTEGER NOT NULL,
    "ReceivedDay" TEXT NOT NULL,
    "RegisteredDay" TEXT NOT NULL,
    "Open" INTEGER NOT NULL,
    "NextDueDay" TEXT NULL,
    "Card" BLOB NOT NULL,
    "ReporterKey" BLOB NOT NULL,
    "CodeLookup" BLOB NULL,
    "CodeWrapped" BLOB NULL,
    "CodeSalt" BLOB NULL
);


CREATE TABLE "ring_keys" (
    "Ring" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Xml" TEXT NOT NULL,
    CONSTRAINT "PK_ring_keys" PRIMARY KEY ("Ring", "Name")
);


CREATE TABLE "sessions" (
    "IdHash" BLOB NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    "StaffId" TEXT NOT NULL,
    "Keys" BLOB NOT NULL,
    "Card" BLOB NOT NULL,
    "Until" INTEGER NOT NULL
);


CREATE TABLE "settings" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_settings" PRIMARY KEY,
    "Value" BLOB NOT NULL
);


CREATE TABLE "spoken_calls" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_spoken_calls" PRIMARY KEY,
    "Card" BLOB NOT NULL
);


CREATE TABLE "staff" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_staff" PRIMARY KEY,
    "LoginLookup" BLOB NOT NULL,
    "Card" BLOB NOT NULL,
    "OpensWith" BLOB NOT NULL,
    "SignsWith" BLOB NOT NULL,
    "Wrapped" BLOB NOT NULL,
    "LastTotpStep" INTEGER NOT NULL,
    "Active" INTEGER NOT NULL
);


CREATE TABLE "unfinished" (
    "TokenHash" BLOB NOT NULL CONSTRAINT "PK_unfinished" PRIMARY KEY,
    "Sealed" BLOB NOT NULL,
    "Until" INTEGER NOT NULL
);


CREATE TABLE "files" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_files" PRIMARY KEY,
    "ReportId" TEXT NOT NULL,
    "SealedLength" INTEGER NOT NULL,
    "SealedHash" BLOB NOT NULL,
    CONSTRAINT "FK_files_reports_ReportId" FOREIGN KEY ("ReportId") REFERENCES "reports" ("Id") ON DELETE CASCADE
);


CREATE TABLE "messages" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_messages" PRIMARY KEY,
    "ReportId" TEXT NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    CONSTRAINT "FK_messages_reports_ReportId" FOREIGN KEY ("ReportId") REFERENCES "reports" ("Id") ON DELETE CASCADE
);


CREATE TABLE "openings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_openings" PRIMARY KEY,
    "ReportId" TEXT NOT NULL,
    "Live" INTEGER NOT NULL,
    "Card" BLOB NOT NULL,
    "OneTime" BLOB NULL,
    "Halves" BLOB NULL,
    CONSTRAINT "FK_openings_reports_ReportId" FOREIGN KEY ("ReportId") REFERENCES "reports" ("Id") ON DELETE CASCADE
);


CREATE TABLE "parts" (
    "SubjectId" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "ReportId" TEXT NOT NULL,
    "Bytes" BLOB NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_parts" PRIMARY KEY ("SubjectId", "Kind"),
    CONSTRAINT "FK_parts_reports_ReportId" FOREIGN KEY ("ReportId") REFERENCES "reports" ("Id") ON DELETE CASCADE
);


CREATE TABLE "seals" (
    "SubjectId" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "Group" INTEGER NOT NULL,
    "ReportId" TEXT NOT NULL,
    "Generation" INTEGER NOT NULL,
    "Bytes" BLOB NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_seals" PRIMARY KEY ("SubjectId", "Kind", "Group"),
    CONSTRAINT "FK_seals_reports_ReportId" FOREIGN KEY ("ReportId") REFERENCES "reports" ("Id") ON DELETE CASCADE
);


CREATE INDEX "IX_deliveries_Period" ON "deliveries" ("Period");


CREATE INDEX "IX_entries_Subject_Position" ON "entries" ("Subject", "Position");


CREATE INDEX "IX_files_ReportId" ON "files" ("ReportId");


CREATE INDEX "IX_member_seals_Holder" ON "member_seals" ("Holder");


CREATE UNIQUE INDEX "IX_messages_ReportId_Ordinal" ON "messages" ("ReportId", "Ordinal");


CREATE INDEX "IX_openings_Live" ON "openings" ("Live");


CREATE INDEX "IX_openings_ReportId" ON "openings" ("ReportId");


CREATE INDEX "IX_outbox_DueAt" ON "outbox" ("DueAt");


CREATE INDEX "IX_parts_ReportId" ON "parts" ("ReportId");


CREATE UNIQUE INDEX "IX_reports_CodeLookup" ON "reports" ("CodeLookup");


CREATE UNIQUE INDEX "IX_reports_Number" ON "reports" ("Number");


CREATE INDEX "IX_reports_Series_Open_NextDueDay" ON "reports" ("Series", "Open", "NextDueDay");


CREATE INDEX "IX_reports_Series_Open_RegisteredDay" ON "reports" ("Series", "Open", "RegisteredDay");


CREATE INDEX "IX_seals_Group_Generation" ON "seals" ("Group", "Generation");


CREATE INDEX "IX_seals_ReportId" ON "seals" ("ReportId");


CREATE INDEX "IX_sessions_StaffId" ON "sessions" ("StaffId");


CREATE UNIQUE INDEX "IX_staff_LoginLookup" ON "staff" ("LoginLookup");


CREATE INDEX "IX_unfinished_Until" ON "unfinished" ("Until");


