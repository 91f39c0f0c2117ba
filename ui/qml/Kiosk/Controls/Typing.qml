import QtQuick
import Kiosk.Models

// Puts what the composer makes of a key into a line or a longer text, at the cursor: one way for the touch keyboard and a real one.
// No more of the text is touched than differs, so that the field's own undoing goes on.
QtObject {
    id: root

    required property KeyboardModel model
    required property var target // text, cursorPosition, selectionStart, selectionEnd, preeditText, insert(), remove(), textEdited()

    // What stands before the cursor once what is selected has gone; a word half composed belongs to it.
    function before(): string {
        root.model.commit_input();
        if (root.target.selectionStart !== root.target.selectionEnd)
            root.target.remove(root.target.selectionStart, root.target.selectionEnd);
        return root.target.text.slice(0, root.target.cursorPosition);
    }

    function replace(text: string): void {
        const old = root.target.text.slice(0, root.target.cursorPosition);
        let same = 0;
        while (same < old.length && same < text.length && old[same] === text[same])
            same++;
        if (same < old.length)
            root.target.remove(same, old.length);
        root.target.insert(same, text.slice(same));
        root.target.cursorPosition = Math.min(text.length, root.target.text.length);
        root.target.textEdited();
    }

    function press(key: string): void {
        root.replace(root.model.press(root.before(), key));
    }

    function mark(tone: string): void {
        root.replace(root.model.mark(root.before(), tone));
    }

    function shorten(): void {
        const isSelected = root.target.selectionStart !== root.target.selectionEnd;
        const before = root.before();
        root.replace(isSelected ? before : root.model.shorten(before));
    }

    // A key of a real keyboard, before the field takes it by itself. While a system's input method composes, it is its key.
    function take(event: var): void {
        if (root.target.preeditText !== "" || !root.model.writes(event.text, event.modifiers))
            return;
        root.replace(root.model.type(root.before(), event.text));
        event.accepted = true;
    }
}
