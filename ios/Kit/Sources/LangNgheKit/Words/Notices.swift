import LangNgheCore

// What went wrong, in words: what happened, what of it is safe, what to do. Every variant of the
// bindings' errors is here, and every code that the core has; a code of a later core is said in
// general words.

extension Wording {
    func notice(_ guidance: Guidance) -> Notice {
        Notice(self(guidance.happened), safe: self(guidance.safe), wayOut: self(guidance.wayOut))
    }

    func notice(_ failure: Failure) -> Notice {
        let says = texts.error
        return switch failure {
        case .Closed: Notice(says.closed, safe: says.keptSoFar, wayOut: says.tryAgainLater)
        case .NotFound: Notice(says.notFound)
        case .Refused(let code): refused(code)
        case .Incomplete(let problems): problems.first.map { notice($0.guidance) } ?? Notice(says.incomplete)
        case .Photograph(let code): photograph(code)
        case .DiskFull: Notice(says.diskFull, safe: says.keptSoFar, wayOut: says.freeSpace)
        case .Storage: Notice(says.storage, safe: says.keptSoFar, wayOut: says.tellDevelopers)
        }
    }

    func noCamera() -> Notice { Notice(texts.error.noCamera, wayOut: texts.error.withoutPhotograph) }

    private func refused(_ code: String) -> Notice {
        let says = texts.error
        return switch code {
        case "not_a_draft": Notice(says.notADraft)
        case "not_now": Notice(says.notNow, safe: says.keptSoFar)
        case "too_many_photographs":
            Notice(says.tooManyPhotographs, safe: says.keptSoFar, wayOut: says.removeOne)
        case "unknown_place_or_category": Notice(says.unknownPlaceOrCategory, safe: says.keptSoFar)
        default: Notice(says.unknown, safe: says.keptSoFar)
        }
    }

    private func photograph(_ code: String) -> Notice {
        let says = texts.error
        let happened =
            switch code {
            case "photograph_unreadable": says.photographUnreadable
            case "not_a_jpeg": says.notAJpeg
            case "too_large": says.tooLarge
            case "too_many_pixels": says.tooManyPixels
            case "side_too_long": says.sideTooLong
            case "too_much_memory": says.tooMuchMemory
            case "too_many_scans", "too_many_segments": says.oddPhotograph
            case "truncated": says.truncated
            case "damaged": says.photographDamaged
            case "unsupported": says.unsupported
            default: says.photographFailed
            }
        return Notice(happened, safe: says.keptSoFar, wayOut: says.takeAnother)
    }
}

extension Wording {
    /// What is seen in place of everything else while the store can't be opened.
    func trouble(_ failure: OpenFailure) -> StartState {
        let says = texts.error
        let trouble: StartState.Trouble =
            switch failure {
            case .Key(let code):
                .init(
                    notice: Notice(
                        code == "key_lost" ? says.keyLost : says.wrongKey,
                        safe: says.nothingTouched,
                        wayOut: says.startClean
                    ),
                    canStartClean: true,
                    canRetry: true
                )
            case .Later(let code):
                .init(notice: later(code), canStartClean: false, canRetry: true)
            case .Newer:
                .init(
                    notice: Notice(says.newerSchema, safe: says.nothingTouched, wayOut: says.updateApp),
                    canStartClean: false,
                    canRetry: false
                )
            case .Damaged:
                .init(
                    notice: Notice(says.damaged, safe: says.setAside, wayOut: says.openAgain),
                    canStartClean: false,
                    canRetry: true
                )
            case .Broken(let code, _):
                .init(
                    notice: Notice(
                        code == "server_address" ? says.serverAddress : says.storage,
                        safe: says.nothingTouched,
                        wayOut: says.tellDevelopers
                    ),
                    canStartClean: false,
                    canRetry: true
                )
            }
        return .trouble(trouble)
    }

    private func later(_ code: String) -> Notice {
        let says = texts.error
        return switch code {
        case "key_unavailable":
            Notice(says.keyUnavailable, safe: says.nothingTouched, wayOut: says.tryAgainLater)
        case "in_use": Notice(says.inUse, safe: says.nothingTouched, wayOut: says.closeTheOther)
        case "disk_full": Notice(says.diskFull, safe: says.nothingTouched, wayOut: says.freeSpace)
        default: Notice(says.unknown, safe: says.nothingTouched, wayOut: says.tryAgainLater)
        }
    }
}
