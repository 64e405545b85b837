import Foundation

/// The camera. The viewfinder itself is the platform's.
public struct CameraState: Sendable, Equatable {
    /// What was taken for this draft already.
    public let pictures: [PictureRef]
    /// A photograph is being made ready.
    public let busy: Bool
    /// Whether another photograph may be added.
    public let hasRoom: Bool
    /// Why the last photograph could not be taken.
    public let notice: Notice?
    /// Whether the way leads on without a photograph, in words alone.
    public let canSkip: Bool

    public init(pictures: [PictureRef], busy: Bool, hasRoom: Bool, notice: Notice?, canSkip: Bool) {
        self.pictures = pictures
        self.busy = busy
        self.hasRoom = hasRoom
        self.notice = notice
        self.canSkip = canSkip
    }
}

/// What can be done at the camera.
@MainActor
public protocol CameraActions: AnyObject {
    /// A photograph, as the camera or the library gave it: a JPEG.
    func taken(_ jpeg: Data)

    /// The camera could not be opened, or the person refused it.
    func cameraFailed()

    /// Goes on with words alone.
    func skip()

    func back()
}

/// Choosing what a report is about.
public struct CategoryState: Sendable, Equatable {
    public let tiles: [CategoryTile]
    public let chosen: String?
    public let picture: PictureRef?

    public init(tiles: [CategoryTile], chosen: String?, picture: PictureRef?) {
        self.tiles = tiles
        self.chosen = chosen
        self.picture = picture
    }
}

/// What can be done at the categories.
@MainActor
public protocol CategoryActions: AnyObject {
    func choose(_ code: String)

    func back()
}

/// *Đã lưu an toàn.*
public struct SavedState: Sendable, Equatable {
    public let report: String
    public let ladder: Ladder
    public let link: Link
    /// Whether photographs are left that wait for a network which costs nothing more.
    public let photosWaitForWifi: Bool

    public init(report: String, ladder: Ladder, link: Link, photosWaitForWifi: Bool) {
        self.report = report
        self.ladder = ladder
        self.link = link
        self.photosWaitForWifi = photosWaitForWifi
    }
}

/// What can be done once it is saved.
@MainActor
public protocol SavedActions: AnyObject {
    func done()

    func open()
}
