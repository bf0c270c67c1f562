import { canaryStories } from '../../../dev/canary/canaryStories';
import {
  CanaryCardStory,
  CanaryStoryView,
} from '../../../dev/canary/CanaryStoryView';
import { describeStories } from '../../testUtils/describeStories';

describeStories(canaryStories, story => [
  ['tab', <CanaryStoryView story={story} />, story.says],
  ['card', <CanaryCardStory story={story} />, story.cardSays],
]);
