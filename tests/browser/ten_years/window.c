/*
 * A window with a browser of 2016 in it: Qt WebEngine 5.8, which is Chromium 53. There is nothing
 * to build it against any more but the libraries themselves, so their functions are called by the
 * names that they have there. What happens in the window is said over the port that
 * QTWEBENGINE_REMOTE_DEBUGGING names.
 */

/* An object of the library: room for its members, of which nothing is known here. */
typedef void *Object[256];

void make_text(Object, const char *, int) __asm__("_ZN7QString15fromUtf8_helperEPKci");
void make_address(Object, const Object, int)
    __asm__("_ZN4QUrlC1ERK7QStringNS_11ParsingModeE");
void make_program(Object, int *, char **, int) __asm__("_ZN12QApplicationC1ERiPPci");
void make_view(Object, void *parent) __asm__("_ZN14QWebEngineViewC1EP7QWidget");
void load(Object, const Object) __asm__("_ZN14QWebEngineView4loadERK4QUrl");
void resize(Object, const int[2]) __asm__("_ZN7QWidget6resizeERK5QSize");
void show(Object) __asm__("_ZN7QWidget4showEv");
void activate(Object) __asm__("_ZN12QApplication15setActiveWindowEP7QWidget");
int run(void) __asm__("_ZN12QApplication4execEv");

/* The release whose behaviour is asked for. */
enum { QT_VERSION = 0x050800, TOLERANT = 0 };

int main(int argc, char **argv) {
  static const char nothing[] = "about:blank";
  static const int size[2] = {1280, 900};
  static Object program, view, text, address;

  make_program(program, &argc, argv, QT_VERSION);
  make_view(view, 0);
  make_text(text, nothing, sizeof nothing - 1);
  make_address(address, text, TOLERANT);
  load(view, address);
  resize(view, size);
  show(view);
  /* No window manager is there to say whose the keys are. */
  activate(view);
  return run();
}
