pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models

// The screens of a visit, one at a time. Apart from Main, so that the first screen need not wait for them.
Loader {
    id: root

    required property Appearance appearance
    required property Visit visit
    required property KeyboardModel keyboard
    required property ConsentModel consent
    required property IdentityModel identity
    required property CheckModel check
    required property GuardianModel guardian
    required property UnitModel unit
    required property RulesModel rules
    required property QuizModel quiz
    required property PredictionModel prediction
    required property EssayModel essay
    required property ReviewModel review
    required property ResultModel result
    required property ReceiptModel receipt
    required property PracticeModel practice
    required property ThanksModel thanks
    required property RefusalModel refusal
    required property ProblemModel problem

    anchors.fill: parent
    sourceComponent: root.screenOf(root.visit.step)
    onLoaded: focusScreen()
    onVisibleChanged: focusScreen()

    function focusScreen(): void {
        if (root.visible && root.item)
            (root.item as Item).forceActiveFocus();
    }

    Component { id: consentScreen; ConsentScreen { model: root.consent; appearance: root.appearance } }
    Component { id: identityScreen; IdentityScreen { model: root.identity; appearance: root.appearance } }
    Component { id: nationalityScreen; NationalityScreen { model: root.identity; appearance: root.appearance } }
    Component { id: numberScreen; NumberScreen { model: root.identity; keyboard: root.keyboard } }
    Component { id: nameScreen; NameScreen { model: root.identity; keyboard: root.keyboard } }
    Component { id: birthScreen; BirthScreen { model: root.identity; keyboard: root.keyboard } }
    Component { id: aboutScreen; AboutScreen { model: root.identity; appearance: root.appearance } }
    Component { id: phoneScreen; PhoneScreen { model: root.identity; keyboard: root.keyboard } }
    Component { id: checkScreen; CheckScreen { model: root.check; visit: root.visit; appearance: root.appearance } }
    Component { id: guardianScreen; GuardianScreen { model: root.guardian; keyboard: root.keyboard } }
    Component { id: unitScreen; UnitScreen { model: root.unit; keyboard: root.keyboard } }
    Component { id: rulesScreen; RulesScreen { model: root.rules; visit: root.visit; appearance: root.appearance } }
    Component { id: quizScreen; QuizScreen { model: root.quiz } }
    Component { id: predictionScreen; PredictionScreen { model: root.prediction; keyboard: root.keyboard } }
    Component { id: essayScreen; EssayScreen { model: root.essay; quiz: root.quiz; keyboard: root.keyboard } }
    Component { id: reviewScreen; ReviewScreen { model: root.review; quiz: root.quiz } }
    Component { id: handInScreen; HandInScreen { model: root.review; quiz: root.quiz; visit: root.visit } }
    Component { id: resultScreen; ResultScreen { model: root.result } }
    Component { id: receiptScreen; ReceiptScreen { model: root.receipt } }
    Component { id: practiceOverScreen; PracticeOverScreen { model: root.practice } }
    Component { id: thanksScreen; ThanksScreen { model: root.thanks } }
    Component { id: refusedScreen; RefusedScreen { model: root.refusal; visit: root.visit } }
    Component { id: voidedScreen; VoidedScreen { visit: root.visit } }
    Component { id: problemScreen; ProblemScreen { model: root.problem; visit: root.visit } }

    function screenOf(step: string): Component {
        switch (step) {
        case "consent": return consentScreen;
        case "identity": return identityScreen;
        case "nationality": return nationalityScreen;
        case "number": return numberScreen;
        case "name": return nameScreen;
        case "birth": return birthScreen;
        case "about": return aboutScreen;
        case "phone": return phoneScreen;
        case "check": return checkScreen;
        case "guardian": return guardianScreen;
        case "unit": return unitScreen;
        case "rules": return rulesScreen;
        case "quiz": return quizScreen;
        case "prediction": return predictionScreen;
        case "essay": return essayScreen;
        case "review": return reviewScreen;
        case "hand_in": return handInScreen;
        case "result": return resultScreen;
        case "receipt": return receiptScreen;
        case "practice_over": return practiceOverScreen;
        case "thanks": return thanksScreen;
        case "refused": return refusedScreen;
        case "voided": return voidedScreen;
        case "problem": return problemScreen;
        default: return null;
        }
    }
}
