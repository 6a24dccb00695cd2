import type { ContextCategory } from '../../finding.ts';

/**
 * Words that say something sensitive when they are about a person: the special categories of GDPR article 9 and 10, and
 * what the Danish rules call confidential (social and private finances). Danish and Norwegian, Swedish, English, some
 * Finnish. Our own list, written 2026-11-26 from the wording of the articles and everyday letters; nothing is copied.
 *
 * In lower case; an ending of inflection may follow, `*` = any ending, `_` = a space. Words that are topics more often than
 * facts stand in `TOPICS`: they count only beside an identity number or when they are somebody's ("hendes diagnose").
 */
type WordLists = Readonly<Record<ContextCategory, string>>;

export const SENSITIVE_WORDS: WordLists = {
  health:
    'sygemeld* sjukskriv* sykmeld* sjukanmäl* depression depressiv* deprimeret angst angstanfald ångest adhd autis* asperger* skizofren* schizofren* bipolar* psykose psykotisk* psykos spiseforstyrrelse anoreksi anorexia bulimi* kræft cancer cancerpatient* leukæmi leukemi tumor* diabetes sukkersyge diabetiker* epilepsi* hiv hiv-positiv* aids hepatitis sklerose parkinson* alzheimer* demens dement* dementia gravid* pregnant abort* missfall* spontanabort* blodprop* hjerneblødning hjernerystelse stroke hjärtinfarkt hjerteanfald astma* asthma* allergi* allergisk* ptsd stressramt* stresssygemeld* udbrændt* utbränd* burnout selvmord* självmord* suicid* selvskade* självskade* alkoholi* narkoman* stofmisbrug* alkoholmisbrug* missbruk* overdosis indlagt inlagd hospitaliseret hospitalised hospitalized opereret operer* opererad kemoterapi cellegift* cytostatika* chemotherapy antidepressiv* lykkepiller insulin* metadon* handicappet funktionsnedsatt* funksjonshem* kørestolsbruger* kronisk_syg* kroniskt_sjuk* chronically_ill terminal* uhelbredelig* demenssyg* psykisk_syg* psykisk_lidelse psykisk_sygdom psykisk_sårbar* psykiskt_sjuk* mentally_ill mental_illness sick_leave sygeorlov* diagnosticeret diagnosed diagnostiserad* diagnosticerad* masennus masentunut syöpä raskaana sairauslomalla sairausloma',
  union:
    'fagforening fagforeningsmedlem* fagforbund fackförening fackligt_ansluten fackmedlem* trade_union union_member* tillidsrepræsentant medlem_af_3f medlem_af_hk medlem_af_foa medlem_af_bupl medlem_af_djøf medlem_af_dansk_sygeplejeråd medlem_i_vårdförbundet medlem_i_kommunal ammattiliito*',
  religion:
    'muslim* moslem* jøde jødisk* jude judisk* jewish katolik* katolsk* catholic buddhist* hinduist* hindu ateist* atheist* jehovas_vidne* jehovas_vittne* jehova* koranen troende konverteret_til konverterade_til converted_to pinsekirke* mormon* islamisk_tro bekender_sig_til',
  ethnicity:
    'etnisk_oprindelse etnisk_baggrund etnicitet etniskt_ursprung etnicitet* ethnicity ethnic_origin racemæssig* roma romani sigøjner* zigenare hudfarve hudfärg flygtning flykting* refugee asylansøger* asylsökande asylum_seeker* indvandrerbaggrund somalier* kurder*',
  politics:
    'partimedlem* politisk_overbevisning politisk_tilhørsforhold politisk_åskådning politiske_holdning* stemmer_på stemte_på röstar_på röstade_på votes_for voted_for medlem_af_venstre medlem_af_socialdemokrat* medlem_af_enhedslisten medlem_af_dansk_folkeparti medlem_af_konservative medlem_i_socialdemokrat* medlem_i_moderat* kommunist* nazist* political_opinion*',
  sexuality:
    'homoseksuel* homosexuel* homosexual* lesbisk* lesbian bøsse biseksuel* bisexuel* bisexual* transkønnet transkön* transperson* transgender transseksuel* kønsskifte* könsbyte* gender_reassignment seksuel_orientering sexuell_läggning sexual_orientation kønsidentitet könsidentitet seksuelt_overgreb*',
  biometric:
    'fingeraftryk fingeravtryck* fingerprint* ansigtsgenkendelse* ansiktsigenkänning* facial_recognition dna-profil* dna-prøve dna-prov* dna_sample* irisscanning* iris_scan* biometri* stemmegenkendelse* genetisk_test* gentest* genetic_test*',
  criminal:
    'straffeattest børneattest brottsregister* belastningsregist* criminal_record* straffet dømt_for dømt_til dömd_för dömdes_för convicted tiltalt åtalad* sigtet_for sigtet misstänkt_för fængsel fængslet fängelse* fängslad* imprisoned in_prison varetægt* häktad* afsoner* afsoning avtjänar betinget_dom fodlænke* fotboja voldtægt* våldtäkt* kriminel* kriminell* straffelov* politianmeld* polisanmäl* anholdt arresteret arrested voldsdømt* hustruvold',
  social:
    'kontanthjælp* kontanthjælpsmodtager* bistandshjælp* socialbidrag* försörjningsstöd* ekonomiskt_bistånd social_benefits tvangsfjern* tvångsomhänderta* omhændertag* anbragt anbringelse* familjehemsplacer* plejebarn* plejefamilie* plejeanbragt fosterhjem* underretning underretninger orosanmäl* bekymringsmelding* hjemløs* hemlös* homeless skilsmisse* forældremyndighed* vårdnadstvist* custody krisecenter* kvindekrisecenter* kvinnojour* førtidspension* sjukersättning* ressourceforløb* jobafklaring* flexjob fleksjob omsorgssvigt* vanrøgt* omsorgsvikt* vanvård* social_sag samværssag* socialtilsyn* støttekontaktperson*',
  finances:
    'gældssat gældssanering* skuldsaner* skuldsatt* registreret_i_rki rki-registre* i_rki betalningsanmärkning* kronofogden inkassosag* inkasso lønindeholdelse* löneutmätning* udlæg_i_løn personlig_konkurs insolvent* in_debt debt_collection restance restancer restskat* bankrupt huslejerestance* udsat_af_sin_bolig',
};

export const TOPICS: WordLists = {
  health:
    'diagnose diagnos diagnosis sygdom sjukdom illness behandling behandles medicin* medication journal* sygdomsforløb* helbred* hälsotillstånd* health_condition syg sjuk handicap funktionsnedsättning* misbrug graviditet graviditet* fertilitetsbehandling* terapi* psykolog* psykiat* lidelse hospital* sygehus* blodprøve* vaccin* smerte* smärt* diagnoosi sairaus lääkitys',
  union: 'fagforeningskontingent* fackavgift*',
  religion: 'religion* tro islam kristen kristendom* bøn ramadan* religiøs* religiös* kirke* moské*',
  ethnicity:
    'etnisk* etniska oprindelse herkomst nationalitet opholdstilladelse* uppehållstillstånd* residence_permit',
  politics: 'politisk* parti partiet partier',
  sexuality: 'seksualitet sexualitet sexuality seksualliv* sexualliv*',
  biometric: 'biometrisk* dna',
  criminal: 'dom straf straffesag* brott* anklage* anklaget lovovertrædelse* offence',
  social:
    'sociale_problemer sociale_forhold støtteperson* sagsbehandler* socialrådgiver* socialsekreterare familiesag* handleplan* børnesag*',
  finances:
    'gæld skuld skulder debt løn lön salary indkomst inkomst* formue økonomi* ekonomi* lån kontoudtog* årsindkomst* restgæld* pensionsopsparing*',
};
