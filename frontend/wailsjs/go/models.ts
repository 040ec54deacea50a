export namespace api {
	
	export interface OverrideInput {
	    permission: string;
	    allow: boolean;
	    expires: string;
	}
	export interface MembershipInput {
	    role: string;
	    expires: string;
	}
	export interface Access {
	    revision: number;
	    kind?: string;
	    seat?: string;
	    roles?: MembershipInput[];
	    overrides?: OverrideInput[];
	    reachEverything?: boolean;
	    reach?: string[];
	    exclusions?: string[];
	    hosts?: callgate.Host[];
	}
	export interface AccessArea {
	    module: string;
	    group: string;
	    rights: callgate.Effective[];
	    sees: string;
	    reach: string[];
	    here: boolean;
	}
	export interface AccessView {
	    id: string;
	    login: string;
	    name: string;
	    kind: string;
	    seat: string;
	    state: string;
	    gates: string;
	    held: number;
	    of: number;
	    areas: AccessArea[];
	}
	export interface Activation {
	    login: string;
	    name: string;
	    code: string;
	    expires: string;
	}
	export interface Advice {
	    ok: boolean;
	    score: number;
	    problems: callgate.Reason[];
	}
	export interface Answer {
	    allow: boolean;
	    gates: callgate.Gate[];
	    reasons: callgate.Reason[];
	    ways: callgate.Way[];
	    question: callgate.Question;
	    name: string;
	    tenant: string;
	    command: string;
	}
	export interface AskedQuestion {
	    at: string;
	    by: string;
	    allow: boolean;
	    question: callgate.Question;
	    name: string;
	}
	export interface Asked {
	    allowed: number;
	    denied: number;
	    since: string;
	    rows: AskedQuestion[];
	}
	
	export interface AuditPage {
	    rows: callgate.AuditRecord[];
	    total: number;
	    next: number;
	    whats: string[];
	    assistant: string;
	}
	export interface AuditQuery {
	    who: string;
	    what: string;
	    target: string;
	    from: string;
	    result: string;
	    since: string;
	    until: string;
	    assistance: boolean;
	    before: number;
	    limit: number;
	}
	export interface AuditVerdict {
	    ok: boolean;
	    records: number;
	    broken: number;
	    code: string;
	    removed: number;
	    until: string;
	}
	export interface Bulk {
	    ids: string[];
	    deed: string;
	    role: string;
	    reason: string;
	    hosts: callgate.Host[];
	    value: string;
	}
	export interface BulkRefusal {
	    login: string;
	    error?: callgate.Error;
	}
	export interface BulkResult {
	    done: number;
	    refused: BulkRefusal[];
	    back: string[];
	}
	export interface ChainState {
	    ok: boolean;
	    code: string;
	    broken: number;
	    since: string;
	    looked: string;
	}
	export interface SeatUse {
	    enabled: number;
	    full: number;
	    maxEnabled: number;
	    maxFull: number;
	    overEnabled: number;
	    overFull: number;
	}
	export interface CheckResult {
	    id: string;
	    weight: string;
	    count: number;
	}
	export interface CheckPage {
	    checks: CheckResult[];
	    users: number;
	    seats: SeatUse;
	    chain?: ChainState;
	}
	
	export interface ColourReading {
	    state: string;
	    value: string;
	    light: number;
	    dark: number;
	    error?: callgate.Error;
	}
	export interface ColourSet {
	    states: string[];
	    product: Record<string, string>;
	    tenant: Record<string, string>;
	    own: Record<string, string>;
	}
	export interface EffectiveView {
	    rights: callgate.Effective[];
	    held: number;
	    of: number;
	}
	export interface Ending {
	    user: string;
	    login: string;
	    name: string;
	    what: string;
	    role: string;
	    roleName: string;
	    permission: string;
	    allow: boolean;
	    until: string;
	    lastDay: string;
	    can: string[];
	}
	export interface Endings {
	    rows: Ending[];
	    total: number;
	}
	export interface Enrolment {
	    uri: string;
	    key: string;
	    qr: string;
	}
	export interface Person {
	    id: string;
	    login: string;
	    name: string;
	    extension: string;
	}
	export interface SaidSentence {
	    text: string;
	    nobody: boolean;
	    people: Person[];
	    cannot: boolean;
	    permission: string;
	    on: string;
	    from: string;
	    state: string;
	    who: Person[];
	    whoTotal: number;
	}
	export interface ExpectationRow {
	    id: string;
	    text: string;
	    note: string;
	    created: string;
	    changed: string;
	    changedBy: string;
	    revision: number;
	    said: SaidSentence;
	}
	export interface ExpectationPage {
	    rows: ExpectationRow[];
	    broken: number;
	    can: string[];
	}
	export interface ExpectationReading {
	    said?: SaidSentence;
	    error?: callgate.Error;
	}
	
	export interface UserQuery {
	    search: string;
	    role: string;
	    state: string;
	    seat: string;
	    factor: string;
	    on: string;
	    check: string;
	    sort: string;
	    down: boolean;
	    after: string;
	    offset: number;
	    limit: number;
	}
	export interface ExportInput {
	    format: string;
	    ids: string[];
	    filter?: UserQuery;
	}
	export interface ExportLoss {
	    column: string;
	    people: number;
	}
	export interface File {
	    name: string;
	    type: string;
	    base64: string;
	}
	export interface Exported {
	    file: File;
	    format: string;
	    people: number;
	    leftOut: number;
	    losses: ExportLoss[];
	    guarded: number;
	    empty: string[];
	}
	export interface Feature {
	    permission: string;
	    override: string;
	    inherited: boolean;
	    held: boolean;
	}
	export interface FieldChange {
	    field: string;
	    before: string;
	    after: string;
	}
	
	export interface GroupRole {
	    name: string;
	    description: string;
	}
	export interface GroupsMade {
	    add: GroupRole[];
	    skip: string[];
	    lost: string[];
	    back: string;
	}
	export interface HeldAddress {
	    address: string;
	    failures: number;
	    since: string;
	    until: string;
	}
	export interface HeldAddresses {
	    rows: HeldAddress[];
	    can: string[];
	}
	export interface HostLine {
	    text: string;
	    cidrs: string[];
	    count: string;
	    was: string;
	    error?: callgate.Error;
	    already: boolean;
	}
	export interface HostVerdict {
	    allow: boolean;
	    empty: boolean;
	    match: string;
	    list: string[];
	}
	export interface HostTest {
	    allow: boolean;
	    address: string;
	    everyone: HostVerdict;
	    user?: HostVerdict;
	}
	
	export interface RefusedHost {
	    address: string;
	    logins: string[];
	    at: string;
	}
	export interface UserHosts {
	    id: string;
	    login: string;
	    name: string;
	    extension: string;
	    hosts: callgate.Host[];
	}
	export interface HostsView {
	    hosts: callgate.Host[];
	    revision: number;
	    address: string;
	    perUser: UserHosts[];
	    perUserTotal: number;
	    refused: RefusedHost[];
	    can: string[];
	}
	export interface ImportInput {
	    name: string;
	    base64: string;
	    format: string;
	    map: Record<string, number>;
	    role: string;
	    skipBad: boolean;
	    update: boolean;
	    noPasswords: boolean;
	}
	export interface ImportRow {
	    row: number;
	    deed: string;
	    login: string;
	    name: string;
	    phone: string;
	    error?: callgate.Error;
	    changes: FieldChange[];
	}
	export interface ImportPlan {
	    id: string;
	    format: string;
	    why: string;
	    columns: string[];
	    map: Record<string, number>;
	    mapped: boolean;
	    dropped: string[];
	    add: number;
	    change: number;
	    same: number;
	    skip: number;
	    bad: number;
	    secrets: number;
	    hasSecrets: boolean;
	    things: number;
	    rows: ImportRow[];
	}
	
	export interface LeavePart {
	    name: string;
	    has: boolean;
	}
	export interface LeavePlan {
	    login: string;
	    name: string;
	    sessions: number;
	    extensions: LeavePart[];
	    shared: LeavePart[];
	    successor?: Person;
	}
	export interface Look {
	    kind: string;
	    permission: string;
	    on: string;
	    search: string;
	    offset: number;
	    limit: number;
	}
	export interface MailInput {
	    host: string;
	    port: number;
	    security: string;
	    user: string;
	    password: string;
	    from: string;
	    fromName: string;
	    address: string;
	    ca: string;
	}
	export interface MailRow {
	    name: string;
	    kind: string;
	    queued: string;
	    due: string;
	    tries: number;
	    problem?: callgate.Error;
	    givenUp: boolean;
	}
	export interface MailSettings {
	    set: boolean;
	    server: MailInput;
	    hasPassword: boolean;
	    vouching: mail.Authority[];
	    address: string;
	    waiting: number;
	    mails: MailRow[];
	    can: string[];
	}
	export interface MailTest {
	    to: string;
	    server: string;
	    problem?: callgate.Error;
	    millis: number;
	}
	export interface Me {
	    id: string;
	    login: string;
	    name: string;
	    kind: string;
	    tenantSlug: string;
	    tenantName: string;
	    country: string;
	    language: string;
	    timeZone: string;
	    tenantZone: string;
	    theme: string;
	    startPage: string;
	    download: string;
	    permissions: string[];
	    self: string[];
	    hasFactor: boolean;
	    recoveryLeft: number;
	    impersonator: string;
	    actingUntil: string;
	    actingReads: boolean;
	    pages: string[];
	    counts: Record<string, number>;
	}
	
	export interface NewTenant {
	    slug: string;
	    name: string;
	    kind: string;
	    country: string;
	    language: string;
	    timeZone: string;
	    login: string;
	}
	export interface Profile {
	    revision?: number;
	    login?: string;
	    name?: string;
	    first?: string;
	    last?: string;
	    description?: string;
	    emails?: callgate.Contact[];
	    phones?: callgate.Contact[];
	    language?: string;
	    timeZone?: string;
	    startPage?: string;
	    download?: string;
	    expires?: string;
	    callerId?: string;
	    extensions?: string[];
	    since?: Record<string, string>;
	    defaultExtension?: string;
	    mayOverrideExtension?: boolean;
	    shared?: string[];
	    numbers?: string[];
	    restricted?: boolean;
	    selfAllowed?: string[];
	    statusColours?: Record<string, string>;
	    mustChange?: boolean;
	}
	export interface NewUser {
	    profile: Profile;
	    access: Access;
	    noRole: boolean;
	}
	export interface Notice {
	    id: string;
	    kind: string;
	    params: Record<string, string>;
	    at: string;
	    read: boolean;
	    page: string;
	}
	export interface NoticeChoice {
	    kind: string;
	    security: boolean;
	    inApp: boolean;
	    byMail: boolean;
	    demanded: boolean;
	}
	export interface NoticeChoices {
	    kinds: NoticeChoice[];
	    mailSet: boolean;
	    to: string;
	}
	export interface NoticePage {
	    rows: Notice[];
	    unread: number;
	    next: string;
	}
	
	export interface OwnProfile {
	    first: string;
	    last: string;
	    name: string;
	    emails: callgate.Contact[];
	    phones: callgate.Contact[];
	}
	export interface PackageLoss {
	    module: string;
	    people: number;
	}
	
	export interface Preferences {
	    language: string;
	    timeZone: string;
	    theme: string;
	    startPage: string;
	    download: string;
	}
	export interface PresetRight {
	    permission: string;
	    held: boolean;
	    override: boolean;
	}
	export interface Preset {
	    id: string;
	    state: string;
	    kind: string;
	    entities: string[];
	    rights: PresetRight[];
	}
	
	export interface PreviewLater {
	    at: string;
	    outcomes: PreviewOutcome[];
	}
	export interface PreviewReach {
	    on: string;
	    rights: string[];
	}
	export interface PreviewPerson {
	    id: string;
	    login: string;
	    name: string;
	    extension: string;
	    marks: string[];
	    gains: string[];
	    losses: string[];
	    keeps: string[];
	    further: PreviewReach[];
	    shorter: PreviewReach[];
	}
	export interface PreviewOutcome {
	    kind: string;
	    permissions: string[];
	    on: string[];
	    rights: string[];
	    whom: Person[];
	    whomCount: number;
	    count: number;
	    first: Person[];
	}
	export interface PreviewChange {
	    what: string;
	    target: string;
	    before: string;
	    after: string;
	}
	export interface Preview {
	    refused?: callgate.Error;
	    changes: PreviewChange[];
	    made: string[];
	    looked: number;
	    touched: number;
	    harmed: number;
	    helped: number;
	    outcomes: PreviewOutcome[];
	    more: number;
	    thrown: number;
	    thrownBy: Person[];
	    self: boolean;
	    people: PreviewPerson[];
	    listed: number;
	    named: boolean;
	    tried: number;
	    left: BulkRefusal[];
	    leftAll: number;
	    below: number;
	    later: PreviewLater[];
	}
	
	
	
	
	
	
	export interface Progress {
	    done: number;
	    total: number;
	    state: string;
	    step: string;
	    rate: number;
	    left: number;
	    error?: callgate.Error;
	    changed: number;
	}
	
	export interface RefusedPage {
	    permission: string;
	    open: boolean;
	}
	export interface Request {
	    id: string;
	    user: string;
	    login: string;
	    name: string;
	    permission: string;
	    entity: string;
	    reason: string;
	    at: string;
	    state: string;
	    decidedBy: string;
	    decided: string;
	    answer: string;
	    until: string;
	    gives: string[];
	    reach: boolean;
	    can: string[];
	}
	export interface RequestList {
	    open: Request[];
	    decided: Request[];
	}
	export interface Retention {
	    days: number;
	    begins: string;
	    oldest: string;
	    goes: number;
	    chain?: ChainState;
	}
	export interface ReviewDecision {
	    position: number;
	    kind: string;
	    key: string;
	    decision: string;
	}
	export interface ReviewInput {
	    name: string;
	    due: string;
	    scope: string;
	    role: string;
	}
	export interface ReviewRow {
	    id: string;
	    name: string;
	    started: string;
	    startedBy: string;
	    due: string;
	    finished: string;
	    finishedBy: string;
	    people: number;
	    rights: number;
	    decided: number;
	    withdrawn: number;
	    overdue: boolean;
	}
	export interface ReviewList {
	    rows: ReviewRow[];
	    can: string[];
	}
	export interface ReviewQuery {
	    search: string;
	    show: string;
	    offset: number;
	    limit: number;
	}
	
	export interface ReviewView {
	    review: ReviewRow;
	    rows: callgate.ReviewPerson[];
	    total: number;
	    can: string[];
	}
	export interface RoleInput {
	    revision: number;
	    name: string;
	    description: string;
	    permissions: string[];
	    reach: string;
	    reachList: string[];
	    ownOnly: string[];
	}
	export interface RoleMembers {
	    members: Person[];
	    membersTotal: number;
	    available: Person[];
	    availableTotal: number;
	}
	export interface RoleRow {
	    id: string;
	    name: string;
	    description: string;
	    platform: string;
	    rootOnly: boolean;
	    permissions: string[];
	    reach: string;
	    reachList: string[];
	    ownOnly: string[];
	    hidden: boolean;
	    basis: Record<string, string>;
	    created: string;
	    revision: number;
	    changedBy: string;
	    changed: string;
	    members: number;
	    can: string[];
	    back: string;
	}
	
	
	export interface SessionRow {
	    id: string;
	    agent: string;
	    address: string;
	    started: string;
	    lastSeen: string;
	    mine: boolean;
	}
	export interface Status {
	    setUp: boolean;
	    needToken: boolean;
	    tenants: number;
	    stage: string;
	    postpone: boolean;
	    login: string;
	    tenant: string;
	    me?: Me;
	    address: string;
	    desktop: boolean;
	    plainHttp: boolean;
	    version: string;
	    logo: string;
	    help: string;
	    minLength: number;
	    recovery: boolean;
	}
	export interface SetUpDone {
	    recoveryCodes: string[];
	    status: Status;
	}
	export interface SetUpInput {
	    token: string;
	    tenantSlug: string;
	    tenantName: string;
	    country: string;
	    language: string;
	    timeZone: string;
	    first: string;
	    last: string;
	    login: string;
	    password: string;
	    factorKey: string;
	    factorCode: string;
	}
	export interface Sheet {
	    tenant: string;
	    slug: string;
	    address: string;
	    qr: string;
	    rows: Activation[];
	    refused: BulkRefusal[];
	}
	export interface ShutOut {
	    self: boolean;
	    people: string[];
	    total: number;
	}
	export interface SightView {
	    name: string;
	    state: string;
	    sights: callgate.Sight[];
	    things: number;
	}
	
	export interface Suggestions {
	    people: Person[];
	    things: callgate.Thing[];
	}
	export interface Switches {
	    presets: Preset[];
	    features: Feature[];
	}
	export interface TenantInput {
	    name?: string;
	    country?: string;
	    language?: string;
	    timeZone?: string;
	    defaultRole?: string;
	    maxEnabled?: number;
	    maxFull?: number;
	    package?: string[];
	    platforms?: string[];
	    inferredOff?: boolean;
	    statusColours?: Record<string, string>;
	    branding?: callgate.Branding;
	    policy?: callgate.SignInPolicy;
	}
	export interface UserDetail {
	    user: callgate.User;
	    lastDay: string;
	    state: string;
	    gates: string;
	    facts: Record<string, string>;
	    held: number;
	    of: number;
	    editors: string[];
	    sessions: number;
	    recoveryLeft: number;
	    created: string[];
	    can: string[];
	}
	
	export interface UserRow {
	    id: string;
	    login: string;
	    name: string;
	    description: string;
	    email: string;
	    extension: string;
	    roles: string[];
	    kind: string;
	    system: string;
	    seat: string;
	    state: string;
	    lockedUntil: string;
	    factor: boolean;
	    lastSignIn: string;
	    gates: string;
	    can: string[];
	}
	export interface UserPage {
	    rows: UserRow[];
	    total: number;
	    all: number;
	    next: string;
	    can: string[];
	}
	
	
	export interface WhoQuestion {
	    permission: string;
	    on: string;
	    from: string;
	    anyAddress: boolean;
	    grant: boolean;
	    search: string;
	    offset: number;
	    limit: number;
	}
	export interface WhoRow {
	    id: string;
	    login: string;
	    name: string;
	    extension: string;
	    kind: string;
	    sources: callgate.Source[];
	    own: boolean;
	}
	export interface WhoPage {
	    rows: WhoRow[];
	    total: number;
	    all: number;
	    of: number;
	    question: WhoQuestion;
	    command: string;
	}
	

}

export namespace callgate {
	
	export interface AuditRecord {
	    seq: number;
	    at: string;
	    who: string;
	    whoId: string;
	    onBehalf: string;
	    from: string;
	    what: string;
	    target: string;
	    targetId: string;
	    before: string;
	    after: string;
	    result: string;
	    count: number;
	}
	export interface Branding {
	    logo: string;
	    help: string;
	}
	export interface Contact {
	    value: string;
	    tag: string;
	}
	export interface Source {
	    kind: string;
	    id?: string;
	    name: string;
	}
	export interface Effective {
	    permission: string;
	    held: boolean;
	    override: string;
	    sources: Source[];
	    lost: string;
	    neededBy: string[];
	    reach: string[];
	}
	export interface Reason {
	    gate: string;
	    code: string;
	    held: boolean;
	    params?: Record<string, string>;
	}
	export interface Error {
	    code: string;
	    field?: string;
	    params?: Record<string, string>;
	    reasons?: Reason[];
	}
	export interface Gate {
	    name: string;
	    state: string;
	}
	export interface Host {
	    cidr: string;
	    note: string;
	    addedBy: string;
	    added: string;
	}
	export interface Leaf {
	    id: string;
	    group: string;
	    module: string;
	    action: string;
	    scoped: boolean;
	    enforced: string;
	    terms: string;
	    needs: string[][];
	}
	export interface Membership {
	    role: string;
	    expires: string;
	}
	export interface Override {
	    permission: string;
	    allow: boolean;
	    expires: string;
	    by: string;
	    at: string;
	}
	export interface OwnExtension {
	    name: string;
	    since: string;
	}
	export interface Question {
	    login: string;
	    permission: string;
	    on: string;
	    dial: string;
	    showing: string;
	    from: string;
	    anyAddress: boolean;
	}
	
	export interface ReviewRight {
	    kind: string;
	    key: string;
	    name: string;
	    expires: string;
	    decision: string;
	    gone: boolean;
	    by: string;
	    at: string;
	}
	export interface ReviewPerson {
	    position: number;
	    user: string;
	    login: string;
	    name: string;
	    kind: string;
	    seat: string;
	    state: string;
	    factor: boolean;
	    lastSignIn: string;
	    hosts: string[];
	    rights: ReviewRight[];
	    open: number;
	}
	
	export interface Sight {
	    permission: string;
	    everything: boolean;
	    total: number;
	    entities: string[];
	    exceptTotal: number;
	    except: string[];
	}
	export interface SignInPolicy {
	    secondFactor: string;
	    graceDays: number;
	    idleMinutes: number;
	    absoluteHours: number;
	    sessionsPerUser: number;
	    minLength: number;
	    maxLength: number;
	    history: number;
	    maxAgeDays: number;
	    needLetters: boolean;
	    needDigits: boolean;
	    needUpperOrSpecial: boolean;
	    noSequences: boolean;
	    noRepeats: boolean;
	    noAccountInfo: boolean;
	    delayAfter: number;
	    lockAfter: number;
	    addressFailures: number;
	    addressMinutes: number;
	    noticeNewDevice: boolean;
	}
	
	export interface Tenant {
	    id: string;
	    slug: string;
	    name: string;
	    kind: string;
	    parent: string;
	    enabled: boolean;
	    country: string;
	    language: string;
	    timeZone: string;
	    maxEnabled: number;
	    maxFull: number;
	    maxTenants: number;
	    maxExtensions: number;
	    mayEnter: boolean;
	    defaultRole: string;
	    package: string[];
	    platforms: string[];
	    inferredOff: boolean;
	    statusColours: Record<string, string>;
	    policy: SignInPolicy;
	    hosts: Host[];
	    branding: Branding;
	    auditDays: number;
	    auditSince: string;
	    created: string;
	    revision: number;
	}
	export interface Thing {
	    kind: string;
	    name: string;
	    label: string;
	    users: string[];
	    created: string;
	}
	export interface User {
	    id: string;
	    login: string;
	    name: string;
	    first: string;
	    last: string;
	    description: string;
	    kind: string;
	    system: string;
	    seat: string;
	    enabled: boolean;
	    blocked: boolean;
	    blockReason: string;
	    expires: string;
	    language: string;
	    timeZone: string;
	    theme: string;
	    startPage: string;
	    download: string;
	    callerId: string;
	    defaultExtension: string;
	    mayOverrideExtension: boolean;
	    reachEverything: boolean;
	    restricted: boolean;
	    selfAllowed: string[];
	    statusColours: Record<string, string>;
	    hasPassword: boolean;
	    hasFactor: boolean;
	    mustChange: boolean;
	    lockedUntil: string;
	    lastSignIn: string;
	    created: string;
	    revision: number;
	    changedBy: string;
	    changed: string;
	    emails: Contact[];
	    phones: Contact[];
	    extensions: OwnExtension[];
	    shared: string[];
	    numbers: string[];
	    reach: string[];
	    exclusions: string[];
	    hosts: Host[];
	    roles: Membership[];
	    overrides: Override[];
	}
	export interface Way {
	    gate: string;
	    code: string;
	    params?: Record<string, string>;
	}

}

export namespace mail {
	
	export interface Authority {
	    name: string;
	    until: string;
	    sha256: string;
	}

}

