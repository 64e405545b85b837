//! Which texts there are, group by group.
//!
//! A group is a room of the console and a file in each language: `list` is read from
//! `texts/vi/list.ftl` and `texts/en/list.ftl`, and its key `empty_open` is the message
//! `list-empty-open` there. A text with values names them here, `counted(count)`, and can only be
//! had through [`fill`](super::fill). A new room is a group below and its two files; nothing else.

use super::{Catalogue, Message};

catalogue! {
    /// What stands around every page.
    frame: FrameTexts {
        product, place, skip, sign_out, settings, other_language, foot, password,
    }
    /// Who is signed in.
    roles: RoleTexts {
        officer, leader, coordinator, admin, every_unit,
    }
    /// The way in and out.
    sign_in: SignInTexts {
        title, lead, name, password, submit, failed, throttled(minutes), signed_out, expired,
        kept, kept_not_photographs, go_on,
    }
    /// One's own password.
    own_password: OwnPasswordTexts {
        title, lead, old, new, again, submit, changed, wrong, differs, the_same,
    }
    /// The list of cases.
    list: ListTexts {
        title, filter, open, late, soon, paused, all, counted(count), counted_more(count),
        photographs(sent, total), came(when), without_words, pages, previous, next, empty_open,
        empty_open_more, empty_other, see_open,
    }
    /// The same for several cases at once.
    together: TogetherTexts {
        title, back, which, chosen(n), choose, go, none, none_more, assign_send,
        forward_send, reply, template, template_hint, who_reads, only_reporter, everybody,
        reply_send, needs_unit, needs_reason, needs_template, done, counted(done, all), look_again, was_done,
        changed, not_now, not_there, other_category,
    }
    /// What a list of cases is narrowed by, and what its rows say and offer.
    work: WorkTexts {
        whose, everyones, mine, search, search_hint, search_go, narrow, narrow_go, narrow_clear,
        any, category, commune, unit, assignee, assignee_nobody, assignee_me, assignee_other, level,
        origin, unread, recurring, origin_app, origin_phone,
        origin_in_person, origin_paper, origin_other_system, came_by_phone(when),
        came_in_person(when), came_on_paper(when), came_from_elsewhere(when), together(n), recurs,
        news, paused, move_unit, move_leader, move_citizen, assigned(name), actions(reference),
        changed(status), changed_by(name, status), arrived(n), reload, more_follows, map,
        map_hint, map_boundaries, map_zoom_in, map_zoom_out, map_cases, keys, keys_choose, keys_title,
        keys_next, keys_open, keys_press, keys_search, keys_help, keys_close,
    }
    /// The cases of a list on the map of communes.
    communes: CommunesTexts {
        title, link, back, cases(n), at_least(n), perhaps, picture, legend,
        range(from, to), which, partly, none, none_at_all, narrowed, widen, chosen, every,
    }
    /// Deadlines in words.
    clocks: ClockTexts {
        title, intake, resolution, left(time), late(time), kept, until(when), was(when),
        basis(basis), days(n), hours(n), minutes(n), moment, stands, before(when),
    }
    /// One case.
    case: CaseTexts {
        back, reference, said, without_words, erased, erased_too, answers, answers_unknown(code), noticed(when), received(when), photographs,
        photographs_counted(sent, total), photograph(n, total), photograph_open(n),
        photograph_choose(n), photograph_missing(n), photographs_wait, photographs_none,
        results, result(n, total), result_open(n), place, point, accuracy(metres),
        without_point, map(commune), map_with_point(commune), steps, steps_none, reply,
        reply_text, reply_hint, reply_send, note, note_text, note_hint, note_save,
        supporters(n), unit, level, waits_for, waits_for_unit, waits_for_leader,
        waits_for_citizen, assignee, assignee_none, origin, origin_app, origin_phone,
        origin_in_person, origin_paper, origin_other_system, paused(when), merged(reference),
        companions(n), companions_agreed(n, agreed), answer_by(when), concerns, proposal, proposal_erased, more_steps,
    }
    /// What can be done to it, and what a page says once it is done.
    actions: ActionTexts {
        accept, accept_done, refuse, refuse_done, refuse_label, refuse_hint, refuse_send, start,
        start_done, ask, ask_done, ask_label, ask_hint, ask_send, resolve, resolve_done,
        resolve_label, resolve_hint, resolve_send, resolve_photographs,
        resolve_photographs_hint, reply_done, note_done, refuse_belongs, refuse_belongs_hint,
        forward, forward_done, forward_unit, forward_unit_hint, forward_label, forward_hint,
        forward_send, choose, own_commune, province, other_communes, assign, assign_done,
        assign_user, assign_hint, assign_nobody, assign_send, pause, pause_done, pause_label,
        pause_hint, pause_send, resume, resume_done, set_level, set_level_done, set_level_level,
        set_level_label, set_level_hint, set_level_send, propose, propose_done, propose_send,
        approve, approve_done, send_back, send_back_done, send_back_label, send_back_hint,
        send_back_send, resolve_cause, resolve_cause_hint, resolve_remedy, lasting, temporary,
        resolve_without, resolve_without_hint, reply_whom, reply_private, reply_public, merge,
        merge_done, merge_into, merge_into_hint, merge_send, unmerge, unmerge_done, template,
        insert, inserted,
    }
    /// What happened to it.
    history: HistoryTexts {
        title, citizen, system, someone, received, answered(n), photograph, status(status),
        status_shown(status, n), reply, note, clocks(intake, resolution), said, attached,
        supported, rated(stars), contact, erased(entries), erased_with_photographs(entries, n), gone, number(n), given_to(unit), assigned(name), unassigned, paused,
        resumed, level_set(level), proposed, published, merged(reference), parted, agreed,
        heard_paused(reference), heard_resumed(reference), heard_given_to(reference, unit),
        joined(reference), left(reference), followed(reference, status), belongs(where),
        cause(cause), temporary, lasting, without_photograph(why), recurs(reference), covered,
        text_published, text_unpublished, photograph_published, photograph_unpublished,
        rescheduled(dates, why), intake_moved(from, to), resolution_moved(from, to),
    }
    /// Why a promised date has moved.
    reckoned: ReckonedTexts {
        off(date, name), not_worked(date), worked(date), more(n), hours, terms(basis),
    }
    /// How pressing a case is.
    levels: LevelTexts {
        urgent, normal, complex,
    }
    /// What may be the same as a case.
    doubles: DoublesTexts {
        title, back, link, ways, own, others, none, because, same_picture, near(metres),
        same_category, same_day, days_apart(n), picture(n, reference), merge(later, first),
        cannot, merged(reference), merged_more, part, companions, companions_hint, companion_agreed(when), leads,
        by_hand, into, into_hint, by_hand_send, unknown, changed, recurs_title,
        recurs(reference),
    }
    /// What of a case becomes public.
    public: PublicTexts {
        title, link, lead, said, answers, answers_hint, marks, marks_hint, email, plate, account, identity, phone,
        house, person, wording, wording_hint, text_out, text_out_again, text_in, text_is_out,
        text_is_in, photograph(n), result(n), original, original_alt(name), original_out, copy,
        copy_alt(name), copy_out, picture_in, is_in, is_out, is_out_covered, cover, cover_again,
        cover_hint, part, left, top, width, height, cover_send, no_part, wrong_part(n), changed,
        seen, seen_alt(n), nothing, place(point), reply(unit, day), never,
    }
    /// Reports that officers enter.
    intake: IntakeTexts {
        title, link, lead, what, origin, by_phone, in_person, on_paper, other_system, choose,
        category, show_questions, questions, questions_lead, questions_none, questions_now, question_required, unanswered, wrong_answer_required, wrong_answer_number, wrong_answer_moment, wrong_answer, wrong_answer_long(limit), wrong_answers_long(limit), text, text_hint, day, day_hint, hour, photographs, photographs_hint,
        photographs_kept(n), place, commune, communes, detail, detail_hint, point, point_hint,
        contact, contact_hint, name, phone, email, send, wrong_origin, wrong_category,
        wrong_commune, wrong_detail(limit), wrong_point, wrong_province, wrong_empty,
        wrong_noticed, wrong_future, wrong_contact, wrong_phone, wrong_email, receipt, reference, keep, unit, received,
        answer(intake, resolution), doubles, open, another, elsewhere,
    }
    /// Two officers at once.
    conflict: ConflictTexts {
        title, happened, safe, way_out, wrote, again(action), no_longer(action), see,
    }
    /// What a form still lacks.
    needs: NeedsTexts {
        title, empty, too_long(limit), too_large(limit), photographs_many(limit),
        photograph_large(n, megabytes), photograph_unreadable(n), choose_again, unit,
        other_unit, unit_not_concerned, user, level, remedy, into, belongs, cause, proof,
    }
    /// Notices to people by SMS and e-mail.
    notices: NoticeTexts {
        answered(reference), answered_subject(reference), refused(reference),
        refused_subject(reference), resolved(reference), resolved_subject(reference),
        question(reference), question_subject(reference), why, trial, trial_subject,
    }
    /// Each working morning's mail to officers.
    digest: DigestTexts {
        subject(day), overdue(count), today(count), fresh(count), leader(count), more, link(url),
        why,
    }
    /// What coordinators settle, on every page of it.
    settings: SettingsTexts {
        rooms, history, units, routing, terms, officers, categories, templates, calendar,
        catalogue, what_to_do, edit, remove, save, cancel, saved,
        not_saved, see_fields, not_yours, changed, changed_by(name, when), changed_see, note, note_hint,
        english_hint, any_category, any_commune, ahead(n), ahead_or_more(n), ahead_lead, ahead_send,
        reckoned,
    }
    /// The units.
    settings_units: SettingsUnitsTexts {
        title, lead, add, add_lead, change, of_communes, of_communes_lead, of_province, none,
        name, code, of, approval_short, yes, no, inactive, province, every_commune, suffix,
        suffix_hint, names, name_vi, name_en, in_wards_vi, in_wards_en, in_wards_hint, approval,
        approval_hint, active, active_hint,
    }
    /// Where reports go.
    settings_routing: SettingsRoutingTexts {
        title, lead, question, ask, goes_to(unit), by_rule(category, commune), by_none,
        is_about_staff, add, add_lead, change, rules, rules_lead, none, category, commune, to,
        sooner, of_the_commune(unit), staff, staff_lead, staff_add, fallback, otherwise,
        level_above,
    }
    /// How long things may take.
    settings_terms: SettingsTermsTexts {
        title, lead, levels, levels_lead, own, own_add, own_open, none, for_what, category, level,
        intake, resolution, hours(n), days(n), change, counts_lead, amount, unit, working_hours,
        working_days, basis, basis_hint, basis_en, as_the_level, names, name_vi, name_en,
        open_too, open_too_hint,
    }
    /// When authorities work.
    settings_calendar: SettingsCalendarTexts {
        title, lead, add, add_lead, change, days_off(year), year_unknown, year_provisional,
        year_settled, settle, unsettle, none, date, name, name_en, source, source_hint, source_en,
        provisional, is_provisional, provisional_hint, worked_days, worked_days_lead, add_worked,
        worked, in_place_of, in_place_of_hint, counts, counts_lead,
    }
    /// What reports can be about.
    settings_categories: SettingsCategoriesTexts {
        title, lead, add, add_lead, change, all, all_lead, none, name, level, questions, retired,
        dangerous_short, retire, restore, sooner, words, name_vi, name_en, sentence,
        sentence_hint, sentence_en, keywords, keywords_hint, urgency, dangerous, dangerous_hint,
        numbers, numbers_hint, questions_title, questions_lead, questions_none, question,
        question_en, question_add, question_change, kind, kind_text, kind_number, kind_yes_no,
        kind_choice, kind_choices, kind_line, kind_moment, choices, choices_hint, required, required_hint, required_short,
    }
    /// Texts that replies begin with.
    settings_templates: SettingsTemplatesTexts {
        title, lead, add, change, placeholders, all, none, name, name_hint, category, text,
    }
    /// Who signs in.
    settings_officers: SettingsOfficersTexts {
        title, lead, add, add_lead, change, all, none, name, role, unit, email, email_hint,
        sign_in, display_name, display_name_hint, disabled, disabled_hint, disabled_short,
        password, password_hint(n), new_password, set_password, whole_province, not_yours,
        oneself, changed, changes, command_line, opened,
    }
    /// Who changed what.
    settings_history: SettingsHistoryTexts {
        title, lead, last, what, when, by, never, see, version(version, name, when), more(n),
        place, was, is, nothing, empty, go_back, back_note(version), bundled, bundled_lead, older,
        field_name, field_vi, field_en, field_version,
    }
    /// What is wrong with a field.
    wrong: WrongTexts {
        empty, too_long(limit), too_short(limit), not_a_code, taken, unknown_unit, unknown_category,
        unknown_commune, unknown, needed, too_many(limit), not_a_date, worked_anyway, not_off,
        worked_for, not_a_number(first, last), placeholder(text), emergency_number, no_choice,
        not_an_address, contradiction,
    }
    /// Pages that aren't what was asked for.
    errors: ErrorTexts {
        forbidden, forbidden_more, not_found, not_found_more, method, method_more, too_large,
        too_large_more, malformed, malformed_more, busy, busy_more, internal, internal_more, copy, to_list,
    }
}
